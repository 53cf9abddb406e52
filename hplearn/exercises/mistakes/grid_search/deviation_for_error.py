"""2: takes the standard deviation instead of the standard error.

The spread is that of one fold's score. The mean of several is steadier: its standard error is
the spread over the root of their number.
"""


def doubts(means, spreads, n_folds):
    best = means.argmax()
    found = []
    if best == 0 or best == len(means) - 1:
        found.append("edge")
    if (means >= means[best] - spreads[best]).mean() >= 0.5:
        found.append("flat")
    return found
