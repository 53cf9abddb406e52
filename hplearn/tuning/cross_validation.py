"""Cross-validation of many configurations: as one sweep if the estimator can, else one by one."""

from time import perf_counter
from typing import NamedTuple

import numpy as np
from sklearn.base import clone, is_classifier
from sklearn.utils import indexable
from sklearn.utils.metaestimators import _safe_split
from sklearn.utils.validation import column_or_1d

from hplearn.models.sweepable import offers_sweep
from hplearn.tuning.folds import make_folds
from hplearn.tuning.scoring import make_scoring, score_one
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


def cross_val_score(estimator, X, y=None, *, groups=None, cv=None, scoring=None, n_jobs=None):
    """Return the test score of every fold, array (n_folds,).

    Parameters
    ----------
    estimator : scikit-learn estimator
    X, y : array-like
    groups : array-like (n_samples,), optional
        For splitters that keep groups together.
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
    X, y, groups = indexable(X, y, groups)
    folds = make_folds(cv, X, y, groups, classifier=is_classifier(estimator))
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
    if scoring.sweep_score and offers_sweep(estimator):
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
    """Return the five fields of `FoldScores`, array (5, n_configs, n_folds) of objects.

    A stack that cannot be trained is halved until the configurations at fault stand alone.
    """
    if len(configs) == 1:
        rows = [[_evaluate_one(estimator, configs[0], X, y, fold, scoring) for fold in folds]]
        return np.moveaxis(np.array(rows, dtype=object), -1, 0)
    try:
        return _evaluate_sweep(estimator, configs, X, y, folds, scoring)
    except ValueError:
        middle = len(configs) // 2
        halves = (configs[:middle], configs[middle:])
        return np.concatenate(
            [_evaluate(estimator, half, X, y, folds, scoring) for half in halves], axis=1
        )


def _evaluate_sweep(estimator, configs, X, y, folds, scoring):
    shared = {k: v for k, v in configs[0].items() if k not in estimator.sweep_params}
    model = clone(estimator).set_params(**shared)
    fields = np.full((5, len(configs), len(folds)), np.nan, dtype=object)
    fields[4] = None
    y = column_or_1d(y)
    start, n_folds = perf_counter(), 0
    for j, predictions in enumerate(model.sweep_folds(X, y, configs, folds)):
        fitted, n_folds = perf_counter(), j + 1
        y_test = y[folds[j][1]]
        if np.shape(predictions) != (len(configs), len(y_test)):
            raise RuntimeError(f"{model!r}.sweep_folds must give (n_configs, n_test) predictions")
        fields[0, :, j] = scoring.sweep_score(y_test, predictions)
        fields[2, :, j] = (fitted - start) / len(configs)
        start = perf_counter()
        fields[3, :, j] = (start - fitted) / len(configs)
    if n_folds != len(folds):
        raise RuntimeError(f"{model!r}.sweep_folds must give {len(folds)} folds, got {n_folds}")
    return fields


def _evaluate_one(estimator, config, X, y, fold, scoring):
    start = perf_counter()
    try:
        model = clone(estimator).set_params(**clone_values(config))
        train = _safe_split(model, X, y, fold[0])
        test = _safe_split(model, X, y, fold[1], fold[0])
        model.fit(*train) if y is not None else model.fit(train[0])
        fitted = perf_counter()
        scores = [score_one(scoring.scorer, model, *test)]
        scores.append(score_one(scoring.scorer, model, *train) if scoring.train else np.nan)
    except Exception as exception:
        if scoring.error_score == "raise":
            raise
        reason = f"{type(exception).__name__}: {exception}"
        return scoring.error_score, scoring.error_score, perf_counter() - start, 0.0, reason
    return *scores, fitted - start, perf_counter() - fitted, None


def clone_values(config):
    """Return `config` with its estimators cloned, so that no fit touches another's."""
    return {name: clone(value, safe=False) for name, value in config.items()}
