"""3: makes the hills too narrow.

Your hills fall off too fast, as if `width` were smaller. Compare what stands in `exp` with the
question, factor by factor.
"""

import numpy as np


def tpe_choice(good, rest, candidates, width):
    def dense(trials):
        apart = np.subtract.outer(candidates, trials) / width
        return np.exp(-apart * apart).sum(axis=1) / len(trials)

    return candidates[np.argmax(dense(good) / dense(rest))]
