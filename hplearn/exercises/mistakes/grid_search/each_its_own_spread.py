"""2: gives each value its own standard error.

With you each value is judged by its own standard error. The limit is one number: the winner's mean
less the winner's standard error.
"""

import numpy as np


def doubts(means, spreads, n_folds):
    top = int(np.argmax(means))
    equal = np.add(means, np.divide(spreads, np.sqrt(n_folds))) >= means[top]
    words = {"edge": top in (0, len(means) - 1), "flat": np.mean(equal) >= 0.5}
    return [word for word, holds in words.items() if holds]
