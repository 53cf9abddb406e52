"""3: reports the very error that was lowest.

You return the error by which a setting was chosen. Let the other seed judge.
"""


def best_of_rest(first, second, axis):
    others = tuple(k for k in range(first.ndim) if k != axis)
    return first.min(axis=others)
