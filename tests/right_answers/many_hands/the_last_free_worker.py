"""1: of several free workers the last one, a list returned."""


def schedule(durations, n_workers):
    ends = [0.0] * n_workers
    for duration in durations:
        worker = max(range(n_workers), key=lambda k: (-ends[k], k))
        ends[worker] += duration
    makespan, work = max(ends), sum(durations)
    return [makespan, work, work / makespan / n_workers]
