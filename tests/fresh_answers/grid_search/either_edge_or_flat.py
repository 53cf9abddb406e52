"""2: there is one doubt at most, and the edge comes first."""

import numpy as np


def doubts(means, spreads, n_folds):
    best = int(np.argmax(means))
    error = spreads[best] / n_folds**0.5
    near = sum(mean >= means[best] - error for mean in means)
    if best == 0 or best == len(means) - 1:
        return ["edge"]
    elif near >= len(means) / 2:
        return ["flat"]
    return []
