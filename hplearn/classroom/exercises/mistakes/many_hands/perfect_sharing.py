"""1: divides the work evenly.

A trial cannot be cut in pieces: at the end some workers wait for the last one.
"""


def schedule(durations, n_workers):
    makespan = sum(durations) / n_workers
    return makespan, sum(durations), 1.0
