"""3: begins the rise at zero.

At step 0 your rate is zero, so the first step does nothing. Where would the line have to be one
step before the first?
"""

import numpy as np


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * step / n_warm_up
    return top * (1 + np.cos(np.pi * (step - n_warm_up) / (n_steps - n_warm_up))) / 2
