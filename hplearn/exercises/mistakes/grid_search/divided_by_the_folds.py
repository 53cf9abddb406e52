"""2: divides the spread by the number of folds.

The standard error of a mean shrinks more slowly than that: four times as many folds halve it.
"""

import numpy as np


def doubts(means, spreads, n_folds):
    top = int(np.argmax(means))
    equal = np.asarray(means) >= means[top] - spreads[top] / n_folds
    words = {"edge": top in (0, len(means) - 1), "flat": equal.mean() >= 0.5}
    return [word for word, holds in words.items() if holds]
