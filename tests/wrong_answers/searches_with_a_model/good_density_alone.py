"""3: the candidate with the most good trials around it."""

from math import exp


def tpe_choice(good, rest, candidates, width):
    best, most = None, -1.0
    for u in candidates:
        near = sum(exp(-0.5 * ((u - trial) / width) ** 2) for trial in good)
        if near > most:
            best, most = u, near
    return best
