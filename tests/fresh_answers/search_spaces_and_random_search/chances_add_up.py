"""4: each trial adds its share to the probability."""

import math


def n_trials_for(share, chance):
    return math.ceil(chance / share)
