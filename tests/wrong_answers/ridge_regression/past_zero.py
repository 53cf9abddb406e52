"""4: the derivative set to zero, for the sign that the slope of least squares has."""

import numpy as np


def lasso_slope(x, y, alpha):
    n = len(x)
    spread = np.sum(x**2) - n * np.mean(x) ** 2
    steep = (np.sum(x * y) - n * np.mean(x) * np.mean(y)) / spread
    if steep > 0:
        return steep - alpha / (2 * spread)
    return steep + alpha / (2 * spread) if steep < 0 else 0.0
