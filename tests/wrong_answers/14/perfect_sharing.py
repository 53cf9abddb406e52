"""14.1: divides the work evenly."""


def schedule(durations, n_workers):
    makespan = sum(durations) / n_workers
    return makespan, sum(durations), 1.0
