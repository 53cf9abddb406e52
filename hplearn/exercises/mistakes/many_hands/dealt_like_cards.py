"""1: deals the trials out by turns.

You deal the trials out beforehand. Here whoever is free takes the next one.
"""


def schedule(durations, n_workers):
    ends = [0.0] * n_workers
    for i, duration in enumerate(durations):
        worker = i % n_workers
        ends[worker] += duration
    makespan, work = max(ends), sum(durations)
    return makespan, work, work / (n_workers * makespan)
