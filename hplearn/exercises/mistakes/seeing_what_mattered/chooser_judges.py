"""3: the error that was lowest is the error that is reported.

You return the error by which a setting was chosen. Let the other seed judge.
"""


def best_of_rest(first, second, axis):
    others = tuple(k for k in range(first.ndim) if k != axis)
    return first.min(axis=others)
