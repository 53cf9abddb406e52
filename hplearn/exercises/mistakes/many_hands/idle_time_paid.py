"""1: pays for waiting, too.

The cost counts only seconds in which a trial runs; waiting shows in the utilisation.
"""


def schedule(durations, n_workers):
    ends = [0.0] * n_workers
    for duration in durations:
        worker = ends.index(min(ends))
        ends[worker] += duration
    makespan, work = max(ends), sum(durations)
    return makespan, n_workers * makespan, work / (n_workers * makespan)
