"""3: judges each rate by its best seed.

You judge each rate by its luckiest seed. Take the mean over the seeds.
"""

import numpy as np


def good_range(rates, scores, allowed):
    best_runs = scores.max(axis=1)
    at = int(np.argmax(best_runs))
    low = high = at
    while low > 0 and best_runs[low - 1] >= best_runs[at] - allowed:
        low -= 1
    while high + 1 < len(rates) and best_runs[high + 1] >= best_runs[at] - allowed:
        high += 1
    return rates[low], rates[high]
