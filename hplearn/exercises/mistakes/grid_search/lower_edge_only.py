"""2: looks at the first value alone.

A winner at the first value is an edge for you, and one at the last value is none. Yet the list
stops there as well.
"""


def doubts(means, spreads, n_folds):
    best = means.argmax()
    found = ["edge"] if best == 0 else []
    if (means >= means[best] - spreads[best] / n_folds**0.5).mean() >= 0.5:
        found.append("flat")
    return found
