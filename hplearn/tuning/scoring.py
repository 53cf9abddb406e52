"""Scores, higher better: scikit-learn's for one model, and three that judge a whole sweep."""

from numbers import Number
from typing import NamedTuple

import numpy as np
from sklearn.base import is_classifier, is_regressor
from sklearn.metrics import check_scoring


class Scoring(NamedTuple):
    """How a fit is scored: by a scorer, or, for whole sweeps of predictions, by `sweep_score`."""

    scorer: object
    sweep_score: object = None
    error_score: object = np.nan
    train: bool = False


def r2(y, predictions):
    """Return the share of variance explained, (n_runs,), of `predictions` (n_runs, n_test)."""
    y, predictions = y.astype(float), predictions.astype(float)
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        raise ValueError("R² of a constant target is undefined")  # scikit-learn's scorer decides
    return 1 - ((y - predictions) ** 2).sum(axis=1) / total


def accuracy(y, predictions):
    """Return the share of right labels, (n_runs,), of `predictions` (n_runs, n_test)."""
    return (y == predictions).mean(axis=1)


def negative_mean_squared_error(y, predictions):
    """Return minus the mean squared error, (n_runs,), of `predictions` (n_runs, n_test)."""
    return -((y.astype(float) - predictions) ** 2).mean(axis=1)


SWEEP_SCORES = {
    "r2": r2,
    "accuracy": accuracy,
    "neg_mean_squared_error": negative_mean_squared_error,
}


def make_scoring(estimator, scoring, *, error_score=np.nan, train=False):
    """Return the `Scoring` that a name, a callable or None (the estimator's own) stands for.

    Raises
    ------
    ValueError
        When `scoring` or `error_score` cannot be used.
    """
    if not (scoring is None or callable(scoring) or isinstance(scoring, str)):
        raise ValueError(f"scoring must be a name, a callable or None, got {scoring!r}")
    if not (error_score == "raise" or isinstance(error_score, Number)):
        raise ValueError(f'error_score must be a number or "raise", got {error_score!r}')
    default = "accuracy" if is_classifier(estimator) else "r2" if is_regressor(estimator) else None
    name = default if scoring is None else scoring
    sweep_score = SWEEP_SCORES.get(name) if isinstance(name, str) and not train else None
    return Scoring(check_scoring(estimator, scoring), sweep_score, error_score, train)


def score_one(scorer, model, X, y):
    """Return the score of one fitted model.

    Raises
    ------
    ValueError
        When the scorer returns something else than a number.
    """
    score = scorer(model, X) if y is None else scorer(model, X, y)
    if not isinstance(score, Number):
        raise ValueError(f"scoring must return a number, got {score!r} from {scorer!r}")
    return score
