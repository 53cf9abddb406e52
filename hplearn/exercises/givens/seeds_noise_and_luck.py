"""A model that takes a config: nearby rows count more."""

import numpy as np


def nearby_rows(in_whole=False):
    """Return a function that averages training rows, those within ``config["width"]`` most.

    Its score is minus the mean squared error, so that two configs are hardly ever equal, unless
    it is rounded to a whole number.

    Examples
    --------
    >>> X, y = np.array([[0.0], [9.0]]), np.array([1.0, 5.0])
    >>> round(nearby_rows()({"width": 1.0}, X, y, np.array([[0.1]]), np.array([3.0])), 6)
    -4.0
    """

    def fit_and_score(config, X_train, y_train, X_test, y_test):
        distances = np.linalg.norm(X_test[:, None] - X_train[None], axis=2)
        nearness = np.exp(-((distances / config["width"]) ** 2)) + 1e-12
        predicted = nearness @ y_train / nearness.sum(axis=1)
        score = -float(np.mean((predicted - y_test) ** 2))
        return round(score) if in_whole else score

    return fit_and_score
