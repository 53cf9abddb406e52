"""2: a value is near the winner if the winner lies within its own standard error."""

import numpy as np


def doubts(means, spreads, n_folds):
    means, spreads = np.asarray(means), np.asarray(spreads)
    best = means.argmax()
    words = []
    if best == 0 or best == len(means) - 1:
        words.append("edge")
    if np.mean(means + spreads / np.sqrt(n_folds) >= means[best]) >= 0.5:
        words.append("flat")
    return words
