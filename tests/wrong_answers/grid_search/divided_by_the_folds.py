"""2: a standard error without the root."""

import numpy as np


def doubts(means, spreads, n_folds):
    means = np.array(means)
    best = means.argmax()
    words = ["edge"] if best in {0, means.size - 1} else []
    if 2 * np.count_nonzero(means >= means[best] - spreads[best] / n_folds) >= means.size:
        words.append("flat")
    return words
