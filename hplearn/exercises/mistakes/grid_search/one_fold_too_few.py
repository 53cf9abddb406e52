"""2: divides by the root of one fold less.

Your standard error has the root of one fold less. The spreads of 11.1 allow for the one that `ddof`
takes away: allow for it once.
"""

import numpy as np


def doubts(means, spreads, n_folds):
    top = int(np.argmax(means))
    equal = np.asarray(means) >= means[top] - spreads[top] / np.sqrt(n_folds - 1)
    words = {"edge": top in (0, len(means) - 1), "flat": equal.mean() >= 0.5}
    return [word for word, holds in words.items() if holds]
