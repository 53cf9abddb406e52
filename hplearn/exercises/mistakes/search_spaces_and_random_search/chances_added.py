"""4: adds the chances to hit.

Chances of single trials do not add up: two trials may both hit. Multiply the chances to miss.
"""

import math


def n_trials_for(share, chance):
    return math.ceil(chance / share)
