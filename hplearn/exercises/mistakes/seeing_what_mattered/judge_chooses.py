"""3: takes the lowest error of the second seed.

You take the lowest error in second. It only judges what first has chosen.
"""


def best_of_rest(first, second, axis):
    others = tuple(k for k in range(second.ndim) if k != axis)
    return second.min(axis=others)
