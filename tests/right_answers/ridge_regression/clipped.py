"""4: the slope of least squares minus what lies within reach of the penalty."""

import numpy as np


def lasso_slope(x, y, alpha):
    steep = np.polyfit(x, y, 1)[0]
    reach = alpha / 2 / (np.var(x) * len(x))
    return steep - np.clip(steep, -reach, reach)
