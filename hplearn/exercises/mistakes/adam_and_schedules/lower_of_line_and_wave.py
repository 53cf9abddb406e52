"""3: takes the lower of the line and the wave.

You take the lower of both curves at each step. Before its beginning the wave may lie below the
line: ask first in which part the step is.
"""

import numpy as np


def warm_up_cosine(step, n_steps, n_warm_up, top):
    line = top * (step + 1) / (n_warm_up + 1)
    wave = top * (1 + np.cos(np.pi * (step - n_warm_up) / (n_steps - n_warm_up))) / 2
    return min(line, wave)
