"""08.2: trains on all rows."""


def judge(fit_and_score, X, y, folds):
    scores = []
    for test in folds:
        scores.append(fit_and_score(X, y, X[test], y[test]))
    return scores
