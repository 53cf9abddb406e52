"""4: takes the share for the chance and the chance for the share.

share is the part of the space that counts as good, and chance the probability to hit it: you use
each for the other.
"""

from math import ceil, log


def n_trials_for(share, chance):
    return ceil(log(1 - share) / log(1 - chance))
