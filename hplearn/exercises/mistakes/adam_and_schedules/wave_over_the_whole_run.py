"""3: lets the wave begin at step 0.

The rate does not reach `top` where the rise ends, because your wave began at step 0. From which
step does it have to count, and over how many steps?
"""

import numpy as np


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * (step + 1) / (n_warm_up + 1)
    return top * (1 + np.cos(np.pi * step / n_steps)) / 2
