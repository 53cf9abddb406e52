"""10.4: takes the share for the chance and the chance for the share."""

from math import ceil, log


def n_trials_for(share, chance):
    return ceil(log(1 - share) / log(1 - chance))
