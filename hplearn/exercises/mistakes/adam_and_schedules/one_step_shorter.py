"""3: reaches zero at the last step.

What you return is the right rate of a schedule that is one step shorter. At which step is your rate
zero, and is that step one of those that are taken?
"""

import math


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * (step + 1) / (n_warm_up + 1)
    done = (step - n_warm_up) / (n_steps - 1 - n_warm_up)
    return top * (1 + math.cos(math.pi * done)) / 2
