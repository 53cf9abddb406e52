"""10.4: lets all trials miss with the probability chance."""

from math import ceil, log


def n_trials_for(share, chance):
    return ceil(log(chance) / log(1 - share))
