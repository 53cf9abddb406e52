"""1: waits for the whole group before the next one begins.

Your workers wait for the slowest of their group. Here whoever is free takes the next trial at once.
"""


def schedule(durations, n_workers):
    groups = range(0, len(durations), n_workers)
    makespan = sum(max(durations[first : first + n_workers]) for first in groups)
    return makespan, sum(durations), sum(durations) / (n_workers * makespan)
