"""2: takes the mean of the losses for the prior.

You measure how far each loss lies from the mean of all losses. Before any trial the process
expected `prior`: how far does each loss lie from that?
"""

import numpy as np


def posterior_mean(K, k, losses, prior):
    return prior + k @ np.linalg.solve(K, losses - losses.mean())
