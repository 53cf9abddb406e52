"""1: utilisation looks at the workers that had something to do."""

import numpy as np


def schedule(durations, n_workers):
    free = [0] * n_workers
    for duration in durations:
        worker = int(np.argmin(free))
        free[worker] += duration
    makespan = max(free)
    at_work = sum(1 for time in free if time > 0)
    return makespan, sum(durations), sum(durations) / (makespan * at_work)
