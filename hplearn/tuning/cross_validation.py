"""Cross-validation of many configurations: as one sweep if the estimator can, else one by one."""

from time import perf_counter
from typing import NamedTuple

import numpy as np
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.metrics import check_scoring
from sklearn.utils import _safe_indexing, indexable

from hplearn.models.sweepable import Sweepable
from hplearn.tuning.folds import make_folds
from hplearn.tuning.workers import run_tasks


class FoldScores(NamedTuple):
    """What cross-validation measured, each an array (n_configs, n_folds).

    `train_score` holds NaN unless it was asked for, and `error` holds None where the fit went well.
    """

    test_score: np.ndarray
    train_score: np.ndarray
    fit_seconds: np.ndarray
    score_seconds: np.ndarray
    error: np.ndarray


class Scoring(NamedTuple):
    """How a fit is scored: by a scorer, or, for whole sweeps of predictions, by `sweep_score`."""

    scorer: object
    sweep_score: object = None
    error_score: object = np.nan
    train: bool = False


def r2(y, predictions):
    """Return the share of variance explained, (n_runs,), of `predictions` (n_runs, n_test)."""
    total = ((y - y.mean()) ** 2).sum()
    if total == 0:
        raise ValueError("R² of a constant target is undefined")  # scikit-learn's scorer decides
    return 1 - ((y - predictions) ** 2).sum(axis=1) / total


def accuracy(y, predictions):
    """Return the share of right labels, (n_runs,), of `predictions` (n_runs, n_test)."""
    return (y == predictions).mean(axis=1)


def negative_mean_squared_error(y, predictions):
    """Return minus the mean squared error, (n_runs,), of `predictions` (n_runs, n_test)."""
    return -((y - predictions) ** 2).mean(axis=1)


SWEEP_SCORES = {
    "r2": r2,
    "accuracy": accuracy,
    "neg_mean_squared_error": negative_mean_squared_error,
}


def make_scoring(estimator, scoring, *, error_score=np.nan, train=False):
    """Return the `Scoring` that a name, a callable or None (the estimator's own) stands for."""
    default = "accuracy" if is_classifier(estimator) else "r2" if is_regressor(estimator) else None
    name = default if scoring is None else scoring
    sweep_score = SWEEP_SCORES.get(name) if isinstance(name, str) and not train else None
    return Scoring(check_scoring(estimator, scoring), sweep_score, error_score, train)


def cross_val_score(estimator, X, y=None, *, cv=None, scoring=None, n_jobs=None):
    """Return the test score of every fold, array (n_folds,).

    Parameters
    ----------
    estimator : scikit-learn estimator
    X, y : array-like
    cv : int, splitter, iterable of (train, test), or None
        A number means `KFold`, or `StratifiedKFold` for a classifier; None means 5.
    scoring : str, callable or None
        A scikit-learn scorer; None is the estimator's own score.
    n_jobs : int or None
        Worker processes.

    Returns
    -------
    array (n_folds,)
        Higher is better.

    Examples
    --------
    >>> from hplearn import KFold, Ridge
    >>> X, y = np.arange(6.0)[:, None], 2 * np.arange(6.0)
    >>> cross_val_score(Ridge(alpha=0), X, y, cv=KFold(3)).round(3)
    array([1., 1., 1.])
    """
    X, y = indexable(X, y)
    folds = make_folds(cv, X, y, classifier=is_classifier(estimator))
    scoring = make_scoring(estimator, scoring, error_score="raise")
    return evaluate_configs(estimator, [{}], X, y, folds, scoring, n_jobs=n_jobs).test_score[0]


def evaluate_configs(estimator, configs, X, y, folds, scoring, *, n_jobs=None, progress=False):
    """Return the `FoldScores` of all configurations on all folds.

    Configurations that the estimator can train together (`hplearn.models.Sweepable`) are one task;
    otherwise each fit is one. Tasks run through `run_tasks`.
    """
    fields = np.full((5, len(configs), len(folds)), None, dtype=object)
    tasks = list(_tasks(estimator, configs, folds, scoring))
    calls = [
        (estimator, [configs[i] for i in rows], X, y, [folds[j] for j in columns], scoring)
        for rows, columns in tasks
    ]
    results = run_tasks(_evaluate, calls, n_jobs=n_jobs, progress=progress)
    for (rows, columns), result in zip(tasks, results, strict=True):
        fields[:, np.array(rows)[:, None], columns] = result
    return FoldScores(*fields[:4].astype(float), fields[4])


def _tasks(estimator, configs, folds, scoring):
    """Yield ``(config numbers, fold numbers)``: what one task computes."""
    groups = {}
    if scoring.sweep_score and isinstance(estimator, Sweepable):
        for number, config in enumerate(configs):
            try:
                key = frozenset(
                    (k, v) for k, v in config.items() if k not in estimator.sweep_params
                )
                groups.setdefault(key, []).append(number)
            except TypeError:  # a value that cannot be hashed
                groups[number] = [number]
    else:
        groups = {number: [number] for number in range(len(configs))}
    for group in groups.values():
        if len(group) > 1:
            yield group, list(range(len(folds)))
        else:
            yield from ((group, [fold]) for fold in range(len(folds)))


def _evaluate(estimator, configs, X, y, folds, scoring):
    """Return the five fields of `FoldScores`, array (5, n_configs, n_folds) of objects."""
    if len(configs) > 1:
        try:
            return _evaluate_sweep(estimator, configs, X, y, folds, scoring)
        except ValueError:  # the configuration at fault shall pay alone
            pass
    rows = [
        [_evaluate_one(estimator, config, X, y, fold, scoring) for fold in folds]
        for config in configs
    ]
    return np.moveaxis(np.array(rows, dtype=object), -1, 0)


def _evaluate_sweep(estimator, configs, X, y, folds, scoring):
    shared = {k: v for k, v in configs[0].items() if k not in estimator.sweep_params}
    model = clone(estimator).set_params(**shared)
    fields = np.full((5, len(configs), len(folds)), np.nan, dtype=object)
    fields[4] = None
    y_values = np.asarray(y)
    start = perf_counter()
    for j, predictions in enumerate(model.sweep_folds(X, y, configs, folds)):
        fitted = perf_counter()
        fields[0, :, j] = scoring.sweep_score(y_values[folds[j][1]], predictions)
        fields[2, :, j] = (fitted - start) / len(configs)
        start = perf_counter()
        fields[3, :, j] = (start - fitted) / len(configs)
    return fields


def _evaluate_one(estimator, config, X, y, fold, scoring):
    train, test = ((_safe_indexing(X, rows), _part(y, rows)) for rows in fold)
    start = perf_counter()
    fitted = np.nan
    try:
        model = clone(estimator).set_params(**clone_values(config))
        model.fit(*train) if y is not None else model.fit(train[0])
        fitted = perf_counter()
        scores = [_score(scoring.scorer, model, *test)]
        scores.append(_score(scoring.scorer, model, *train) if scoring.train else np.nan)
    except Exception as exception:
        if scoring.error_score == "raise":
            raise
        end = perf_counter()
        reason = f"{type(exception).__name__}: {exception}"
        return scoring.error_score, scoring.error_score, end - start, 0.0, reason
    return *scores, fitted - start, perf_counter() - fitted, None


def clone_values(config):
    """Return `config` with its estimators cloned, so that no fit touches another's."""
    return {name: clone(value, safe=False) for name, value in config.items()}


def _part(y, rows):
    return None if y is None else _safe_indexing(y, rows)


def _score(scorer, model, X, y):
    return scorer(model, X) if y is None else scorer(model, X, y)
