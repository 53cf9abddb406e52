"""1: counts through the combinations, one config at a time, plain lists."""

import numpy as np


def search_grid(evaluate, grid):
    names, sizes = list(grid), [len(values) for values in grid.values()]
    winner, best, means, spreads = None, float("-inf"), [], []
    for indices in np.ndindex(*sizes):
        config = {name: grid[name][i] for name, i in zip(names, indices, strict=True)}
        scores = evaluate(config)
        mean = float(np.mean(scores))
        means.append(mean)
        spreads.append(float(np.sqrt(np.sum((scores - mean) ** 2) / (len(scores) - 1))))
        if mean > best:
            winner, best = config, mean
    return [winner, means, spreads]
