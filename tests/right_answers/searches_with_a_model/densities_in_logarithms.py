"""3: proper normal densities, their logarithms compared."""

import numpy as np
from scipy.stats import norm


def tpe_choice(good, rest, candidates, width):
    scores = []
    for u in candidates:
        near_good = norm.pdf(u, loc=good, scale=width).mean()
        near_rest = norm.pdf(u, loc=rest, scale=width).mean()
        scores.append(np.log(near_good) - np.log(near_rest))
    return candidates[int(np.argmax(scores))]
