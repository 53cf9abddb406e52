"""3: a vector multiplied again and again turns to the steepest direction."""

import numpy as np


def largest_safe_rate(hessian):
    vector = np.arange(1.0, len(hessian) + 1)
    for _ in range(5000):
        vector = hessian @ vector
        vector = vector / np.sqrt(vector @ vector)
    return np.array(2 / (vector @ hessian @ vector))
