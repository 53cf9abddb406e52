"""2: gives the pair whatever its two knobs leave.

What two main effects leave also belongs to other knobs. Average over those.
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    def share(*kept):
        others = tuple(knob for knob in range(errors.ndim) if knob not in kept)
        return errors.mean(axis=others).var() / errors.var()

    found = []
    for i, j in combinations(range(errors.ndim), 2):
        pair = 1 - share(i) - share(j)
        if pair >= limit and min(share(i), share(j)) < limit:
            found.append((i, j))
    return found
