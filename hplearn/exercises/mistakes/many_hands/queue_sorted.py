"""1: sorts the queue.

You sort the trials by their durations. The queue is taken as it stands, trial 0 first: how long a
trial takes is known only when it has run.
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
    ends_late = len(rising) > 4 and outcome.value[0] > rising[-1]  # else many schedules end alike
    return ends_late and any(np.allclose(outcome.value, _taken(o, arguments[1])) for o in orders)
