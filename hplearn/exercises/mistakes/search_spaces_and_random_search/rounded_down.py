"""4: returns one trial too few.

Where it fails, your number is one too small: with it, the probability of a hit stays below
chance.
"""

import math


def n_trials_for(share, chance):
    return math.ceil(math.log(1 - chance) / math.log(1 - share) - 1e-9) - 1


def sign(arguments, outcome):
    return outcome.value == n_trials_for(*arguments)  # rounding to the nearest is too few at times
