"""3: takes the highest hill for the density.

Your density at a place is the height of the nearest trial's hill alone. Several low hills add up:
what is made of the heights of all of them?
"""

from math import exp


def tpe_choice(good, rest, candidates, width):
    def height(u, trials):
        return max(exp(-(((u - v) / width) ** 2) / 2) for v in trials)

    return max(candidates, key=lambda u: height(u, good) / height(u, rest))
