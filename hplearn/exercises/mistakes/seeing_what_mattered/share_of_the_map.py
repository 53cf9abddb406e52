"""2: divides by the variance of the pair's own map.

You divide by the variance of the pair's map, in which the other hyperparameters are averaged away.
With two hyperparameters that is the whole table. Every share is one of the same variance: of which?
"""

import numpy as np


def hidden_pairs(errors, limit):
    pairs = []
    for j in range(errors.ndim):
        for i in range(j):
            others = tuple(set(range(errors.ndim)) - {i, j})
            table = errors.mean(axis=others)
            whole = table.var() or np.inf
            bars = table.mean(axis=1).var() / whole, table.mean(axis=0).var() / whole
            share = table.var() / whole - sum(bars)
            if share >= limit > min(bars):
                pairs.append((i, j))
    return pairs
