"""3: falls along a quarter of the wave.

The cosine itself falls from 1 to 0 in a quarter of its wave. Half a wave goes from 1 to -1: how do
you bring that between 0 and 1?
"""

import numpy as np


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * (step + 1) / (n_warm_up + 1)
    return top * np.cos(np.pi / 2 * (step - n_warm_up) / (n_steps - n_warm_up))
