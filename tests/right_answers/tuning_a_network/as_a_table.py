"""1: a table first, then its rows."""

import numpy as np


def compare_widths(evaluate, widths, rates):
    table = np.empty((len(widths), len(rates)))
    for i, j in np.ndindex(table.shape):
        table[i, j] = evaluate({"learning_rate": rates[j], "hidden": widths[i]})
    best = table.max(axis=1)
    return [{int(w): float(s) for w, s in zip(widths, best, strict=True)}, best[-1] - best[0]]
