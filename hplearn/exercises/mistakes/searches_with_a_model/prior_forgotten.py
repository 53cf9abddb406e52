"""2: takes zero for what is expected before any trial.

Far from all trials your model expects a loss of zero. What did it expect there before the first?
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return k @ np.linalg.solve(K, losses)
