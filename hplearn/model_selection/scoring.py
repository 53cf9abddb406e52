"""Scores, higher better: scikit-learn's for one model, and three that judge a whole sweep."""

import inspect
import warnings
from numbers import Number
from typing import NamedTuple

import numpy as np
from sklearn.base import is_classifier, is_regressor
from sklearn.exceptions import UndefinedMetricWarning
from sklearn.metrics import check_scoring


class Scoring(NamedTuple):
    """How a fit is scored.

    Parameters
    ----------
    scorer : callable
        ``scorer(model, X, y)`` gives a number, or a dict of them.
    names : tuple of str
        Names of the scores; one alone is called ``score``. A callable's are not known beforehand,
        and then this is empty.
    sweep_scores : dict of str to callable, or None
        For each name what judges whole sweeps of predictions; None where one of them has nothing.
    error_score : float or "raise"
    train : bool
        Whether to score the training part too.
    """

    scorer: object
    names: tuple = ("score",)
    sweep_scores: dict | None = None
    error_score: object = np.nan
    train: bool = False

    @property
    def scorers(self):
        """The scorer, or, of several with names, a dict of them."""
        return getattr(self.scorer, "_scorers", self.scorer)


def r2(y, predictions):
    """Return the share of variance explained, (n_runs,), of `predictions` (n_runs, n_test)."""
    y, predictions = y.astype(float), predictions.astype(float)
    if len(y) < 2:
        message = "R^2 score is not well-defined with less than two samples."
        warnings.warn(message, UndefinedMetricWarning, stacklevel=2)
        return np.full(len(predictions), np.nan)
    total, rest = ((y - y.mean()) ** 2).sum(), ((y - predictions) ** 2).sum(axis=1)
    if total == 0:  # as scikit-learn says
        return np.where(rest == 0, 1.0, 0.0)
    return 1 - rest / total


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
    """Return the `Scoring` that is meant.

    Parameters
    ----------
    estimator : scikit-learn estimator
    scoring : None, str, callable, list of str, or dict
        None is the estimator's own score. A dict gives each score a name.
    error_score : float or "raise"
    train : bool

    Raises
    ------
    ValueError
        When `scoring` or `error_score` cannot be used.

    Examples
    --------
    >>> from hplearn import Ridge
    >>> make_scoring(Ridge(), ["r2", "neg_max_error"]).names
    ('r2', 'neg_max_error')
    """
    several = isinstance(scoring, list | tuple | set | dict)
    if not (several or scoring is None or callable(scoring) or isinstance(scoring, str)):
        raise ValueError(
            f"scoring must be a name, a callable, a list or dict of them, or None, got {scoring!r}"
        )
    if not (error_score == "raise" or isinstance(error_score, Number)):
        raise ValueError(f'error_score must be a number or "raise", got {error_score!r}')
    scorer = check_scoring(estimator, scoring, raise_exc=error_score == "raise")
    if several:
        names = tuple(scorer._scorers)
        meant = scoring if isinstance(scoring, dict) else dict(zip(names, names, strict=True))
    else:
        names = () if callable(scoring) else ("score",)
        meant = {"score": scoring or _own_score(estimator)}
    sweep_scores = {name: SWEEP_SCORES.get(_text(score)) for name, score in meant.items()}
    can_sweep = not train and None not in sweep_scores.values()
    return Scoring(scorer, names, sweep_scores if can_sweep else None, error_score, train)


def _own_score(estimator):
    return "accuracy" if is_classifier(estimator) else "r2" if is_regressor(estimator) else None


def _text(score):
    return score if isinstance(score, str) else None


def scores_of(scorer, model, X, y, params):
    """Return ``({name: score}, {name: reason})``: the scores of one fitted model, and what failed.

    Only a dict of scores can fail in part; else an exception is raised.

    Raises
    ------
    ValueError
        When the scorer returns something else than numbers.
    """
    answer = scorer(model, X, **params) if y is None else scorer(model, X, y, **params)
    scores, failed = {}, {}
    for name, score in (answer if isinstance(answer, dict) else {"score": answer}).items():
        if isinstance(score, str) and isinstance(answer, dict):  # the traceback of that scorer
            failed[name] = score.strip().splitlines()[-1]
            continue
        if getattr(score, "ndim", None) == 0:
            score = score.item()
        if not isinstance(score, Number):
            raise ValueError(f"scoring must return a number, got {score!r} from {scorer!r}")
        scores[name] = float(score)
    return scores, failed


def takes_weights(scoring):
    """Return whether a score can weigh samples; warn of each that cannot.

    Examples
    --------
    >>> from hplearn import Ridge
    >>> takes_weights(make_scoring(Ridge(), "r2"))
    True
    """
    scorers = scoring.scorers if isinstance(scoring.scorers, dict) else {"": scoring.scorer}
    can = {name: _takes_weights(scorer) for name, scorer in scorers.items()}
    for name, scorer in scorers.items():
        if not can[name]:
            named = f"{name}={scorer}" if name else scorer
            warnings.warn(
                f"The scoring {named} does not support sample_weight: each of its samples "
                "counts alike.",
                UserWarning,
                stacklevel=4,
            )
    return any(can.values())


def _takes_weights(scorer):
    if hasattr(scorer, "_accept_sample_weight"):
        return scorer._accept_sample_weight()
    return "sample_weight" in inspect.signature(scorer).parameters
