"""1: the trials are dealt to the workers in turn."""


def schedule(durations, n_workers):
    busy = [0] * n_workers
    for i, duration in enumerate(durations):
        busy[i % n_workers] += duration
    makespan = max(busy)
    cost = sum(busy)
    return makespan, cost, cost / (n_workers * makespan)
