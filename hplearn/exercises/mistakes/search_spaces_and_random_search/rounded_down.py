"""4: rounds down.

With your number the chance is just too small: round up.
"""

import math


def n_trials_for(share, chance):
    return math.ceil(math.log(1 - chance) / math.log(1 - share) - 1e-9) - 1


def sign(arguments, outcome):
    return outcome.value == n_trials_for(*arguments)  # rounding to the nearest is too few at times
