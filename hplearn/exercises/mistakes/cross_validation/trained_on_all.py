"""2: trains on all rows.

The test rows are among the rows that the model learned from. Leave them out of the fit.
"""


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        scores.append(fit_and_score(X, y, X[test], y[test]))
    return scores
