"""4: lets all trials miss with the probability chance.

chance is that of at least one hit. What is left of 1 is the chance that all trials miss.
"""

from math import ceil, log


def n_trials_for(share, chance):
    return ceil(log(chance) / log(1 - share))
