"""2: divides what is left to a pair by the variance of its own map, and the bars by the table's.

What is left to a pair you measure by the variance of its own map, and the bars by that of the whole
table. Every share is one of the same variance: of which?
"""

from itertools import combinations


def hidden_pairs(errors, limit):
    pairs = []
    for pair in combinations(range(errors.ndim), 2):
        table = errors.mean(axis=tuple(set(range(errors.ndim)) - set(pair)))
        alone = [table.mean(axis=1).var(), table.mean(axis=0).var()]
        is_strong = table.var() - sum(alone) >= limit * table.var() > 0
        if is_strong and min(alone) < limit * errors.var():
            pairs.append(pair)
    return pairs
