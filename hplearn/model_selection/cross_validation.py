"""Cross-validation of one estimator."""

import numpy as np
from sklearn.base import is_classifier
from sklearn.utils import indexable

from hplearn.execution.workers import run_tasks
from hplearn.model_selection.cv_objective import CrossValidation
from hplearn.model_selection.cv_records import Data
from hplearn.model_selection.folds import make_folds
from hplearn.model_selection.scoring import make_scoring


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
    if not (scoring is None or callable(scoring) or isinstance(scoring, str)):
        raise ValueError(f"scoring must be a name, a callable or None, got {scoring!r}")
    X, y, groups = indexable(X, y, groups)
    folds = make_folds(cv, X, y, groups, classifier=is_classifier(estimator))
    scoring = make_scoring(estimator, scoring, error_score="raise")
    objective = CrossValidation(estimator, Data(X, y), folds, scoring)
    fits = run_tasks(objective.fold, [({}, *fold) for fold in folds], n_jobs=n_jobs)
    return np.array([fit.test["score"] for fit in fits])
