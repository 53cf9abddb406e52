"""10.4: adds the chances to hit."""

import math


def n_trials_for(share, chance):
    return math.ceil(chance / share)
