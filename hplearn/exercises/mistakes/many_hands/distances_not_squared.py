"""3: takes the distances of the ranks as they are.

You add up how far apart the two ranks of each config are. A correlation squares these distances,
so a config that moves far counts for more.
"""

import numpy as np


def rank_agreement(cheap, full):
    ranks = [np.argsort(np.argsort(scores)) for scores in (cheap, full)]
    distances = np.abs(ranks[0] - ranks[1])
    return 1 - 2 * distances.sum() / (len(cheap) ** 2 // 2)
