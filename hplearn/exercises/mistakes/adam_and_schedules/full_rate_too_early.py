"""3: reaches the top one step too early.

Your rate is at the top in the last step of the rise, and in the first of the wave again. Into how
many equal parts does the rise divide the top?
"""

import numpy as np


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * (step + 1) / n_warm_up
    return top * (1 + np.cos(np.pi * (step - n_warm_up) / (n_steps - n_warm_up))) / 2
