"""1: divides the cost among the workers.

More workers shorten the wait, not the work: every second of every trial is paid for, whoever
runs it.
"""


def schedule(durations, n_workers):
    ends = [0.0] * n_workers
    for duration in durations:
        worker = ends.index(min(ends))
        ends[worker] += duration
    makespan, work = max(ends), sum(durations)
    return makespan, work / n_workers, work / (n_workers * makespan)
