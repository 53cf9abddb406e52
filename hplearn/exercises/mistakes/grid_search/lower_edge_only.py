"""2: looks at the first value alone.

You compare the winner with the first value alone. What if it is the value at which the list stops?
"""


def doubts(means, spreads, n_folds):
    best = means.argmax()
    found = ["edge"] if best == 0 else []
    if (means >= means[best] - spreads[best] / n_folds**0.5).mean() >= 0.5:
        found.append("flat")
    return found
