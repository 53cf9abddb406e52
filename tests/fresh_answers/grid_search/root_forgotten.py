"""2: the standard error is the spread divided by the number of folds."""

import numpy as np


def doubts(means, spreads, n_folds):
    means, spreads = np.asarray(means), np.asarray(spreads)
    best = np.argmax(means)
    words = []
    if best == 0 or best == len(means) - 1:
        words.append("edge")
    limit = means[best] - spreads[best] / n_folds
    if np.sum(means >= limit) >= len(means) / 2:
        words.append("flat")
    return words
