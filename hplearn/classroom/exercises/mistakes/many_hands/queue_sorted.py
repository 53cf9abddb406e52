"""1: sorts the queue.

You sort the trials by their durations. Nobody knows these beforehand: the queue is taken as it
stands.
"""

import numpy as np


def schedule(durations, n_workers):
    return _taken(sorted(durations, reverse=True), n_workers)


def _taken(durations, n_workers):
    free_at = np.zeros(n_workers)
    for duration in durations:
        free_at[free_at.argmin()] += duration
    return max(free_at), sum(durations), sum(durations) / (n_workers * max(free_at))


def sign(arguments, outcome):
    rising = sorted(arguments[0])
    orders = (rising, rising[::-1])
    return any(np.allclose(outcome.value, _taken(order, arguments[1])) for order in orders)
