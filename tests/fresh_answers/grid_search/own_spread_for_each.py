"""2: a value is as good as the winner if its own standard error reaches up to the winner's mean."""

import numpy as np


def doubts(means, spreads, n_folds):
    means, spreads = np.asarray(means), np.asarray(spreads)
    best = np.argmax(means)
    words = []
    if best in (0, len(means) - 1):
        words.append("edge")
    reach = means + spreads / np.sqrt(n_folds)
    if np.mean(reach >= means[best]) >= 0.5:
        words.append("flat")
    return words
