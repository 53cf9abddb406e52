"""1: divides the work evenly.

Your makespan is too small: a trial cannot be cut in pieces, and the queue is taken in its order, so
at the end some workers wait for the last one.
"""


def schedule(durations, n_workers):
    makespan = sum(durations) / n_workers
    return makespan, sum(durations), 1.0


def sign(arguments, outcome):
    durations, n_workers = arguments
    shared = sum(durations) / n_workers  # of a few trials it may be right, or the longest decides
    return len(durations) > 4 and shared > max(durations) and abs(outcome.value[0] - shared) < 1e-9
