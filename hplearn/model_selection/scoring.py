"""Scores, higher better: scikit-learn's for one model, and three that judge a whole sweep."""

from numbers import Number
from typing import NamedTuple

import numpy as np
from sklearn.base import is_classifier, is_regressor
from sklearn.metrics import check_scoring, get_scorer


class Scoring(NamedTuple):
    """How a fit is scored.

    `scorer` is one of scikit-learn's, ``scorer(model, X, y)``, a callable that gives a number or a
    dict of them, or a dict of scorers by name. `names` are those of the scores; one alone is called
    ``score``, and those of a callable are not known beforehand. `sweep_scores` judge whole sweeps
    of predictions, by name; None where one of the scores cannot. `error_score` is a number or
    "raise", `missing` what a fit that failed scores; `parts` of a fold are scored.
    """

    scorer: object
    names: tuple = ("score",)
    sweep_scores: dict | None = None
    error_score: object = np.nan
    missing: float = np.nan
    parts: tuple = ("test",)


def r2(y, predictions):
    """Return the share of variance explained, (n_runs,), of `predictions` (n_runs, n_test)."""
    y, predictions = y.astype(float), predictions.astype(float)
    if len(y) < 2:
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
    """Return the `Scoring` that `scoring` stands for: None, a name, a callable, several of them."""
    if not (error_score == "raise" or isinstance(error_score, Number)):
        raise ValueError(f'error_score must be a number or "raise", got {error_score!r}')
    scorer = check_scoring(estimator, scoring)
    names = () if callable(scoring) else ("score",)
    meant = {"score": _own_score(estimator) if scoring is None else scoring}
    if isinstance(scoring, list | tuple | set | dict):
        meant = scoring if isinstance(scoring, dict) else {name: name for name in scoring}
        names, scorer = tuple(meant), {name: get_scorer(score) for name, score in meant.items()}
    sweep_scores = {name: SWEEP_SCORES.get(str(score)) for name, score in meant.items()}
    can_sweep = not train and None not in sweep_scores.values()
    parts = ("test", "train") if train else ("test",)
    missing = np.nan if error_score == "raise" else float(error_score)
    return Scoring(scorer, names, sweep_scores if can_sweep else None, error_score, missing, parts)


def _own_score(estimator):
    return "accuracy" if is_classifier(estimator) else "r2" if is_regressor(estimator) else None


def scores_of(scoring, model, X, y, weights=None):
    """Return ``(scores, flaws)`` of one fitted model, both by name.

    A flaw says why a score failed, or that it does not weigh samples though there are weights. One
    scorer alone raises where it fails.
    """
    several = isinstance(scoring.scorer, dict)
    scores, flaws = {}, {}
    for name, scorer in scoring.scorer.items() if several else [("score", scoring.scorer)]:
        try:
            answer, flaw = _call(scorer, model, X, y, weights)
            answers = answer if isinstance(answer, dict) else {name: answer}
            scores |= {key: _number(score, scorer) for key, score in answers.items()}
        except Exception as error:
            if not several or scoring.error_score == "raise":
                raise
            scores[name], flaw = scoring.missing, f"failed with {type(error).__name__}: {error}"
        if flaw:
            flaws[name] = flaw
    return scores, flaws


def _call(scorer, model, X, y, weights):
    """Return what the scorer gives, and a flaw where it does not take the weights."""
    target = () if y is None else (y,)
    if weights is None:
        return scorer(model, X, *target), None
    try:
        return scorer(model, X, *target, sample_weight=weights), None
    except TypeError as error:
        answer = scorer(model, X, *target)  # raises again what is not about the weights
        return answer, f"does not support sample_weight ({error}), so samples count alike: {scorer}"


def _number(score, scorer):
    if getattr(score, "ndim", None) == 0:
        score = score.item()
    if not isinstance(score, Number):
        raise ValueError(f"scoring must return a number, got {score!r} from {scorer!r}")
    return float(score)
