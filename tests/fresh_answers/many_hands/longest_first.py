"""1: the free worker takes the longest trial of the queue, so that the end is early."""


def schedule(durations, n_workers):
    free_at = [0] * n_workers
    for duration in sorted(durations, reverse=True):
        i = free_at.index(min(free_at))
        free_at[i] += duration
    makespan = max(free_at)
    cost = sum(durations)
    return makespan, cost, cost / (makespan * n_workers)
