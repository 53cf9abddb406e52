"""1: the cost is what all workers are paid for, from the beginning to the end."""


def schedule(durations, n_workers):
    free_at = [0] * n_workers
    for duration in durations:
        i = free_at.index(min(free_at))
        free_at[i] += duration
    makespan = max(free_at)
    cost = makespan * n_workers
    return makespan, cost, sum(durations) / cost
