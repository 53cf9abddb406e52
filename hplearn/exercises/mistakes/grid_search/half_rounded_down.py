"""2: rounds half of the values down.

Of some odd numbers of values, 'flat' comes with one value too few, as if the half were rounded
down. Are two of five at least half?
"""

import numpy as np


def doubts(means, spreads, n_folds):
    top = int(np.argmax(means))
    limit = means[top] - spreads[top] / np.sqrt(n_folds)
    found = ["edge"] if top in (0, len(means) - 1) else []
    if sum(mean >= limit for mean in means) >= len(means) // 2:
        found.append("flat")
    return found
