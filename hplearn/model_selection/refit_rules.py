"""Which configuration to keep, where it is not the one of the highest score."""

from functools import partial
from numbers import Real

import numpy as np

from hplearn.tuning.analysis.luck import standard_error


def one_standard_error(name, *, largest=True, metric="score"):
    """Return a rule for `refit`: the simplest configuration that is as good as the best.

    As good means a mean score within one standard error of the best. The simplest is that with the
    largest value of one hyperparameter, or the smallest; of several the one that scores highest.

    Parameters
    ----------
    name : str
        The hyperparameter that says how simple a model is, such as ridge's `alpha`. Its values are
        numbers. Configurations without it are left out.
    largest : bool
        Whether the largest value is the simplest.
    metric : str
        The score that counts, where a search has several.

    Returns
    -------
    callable
        ``rule(cv_results) -> index``.

    Notes
    -----
    The standard error is that of the best configuration's mean over its folds. In a search with
    budgets only the trials of the largest one are compared. The rule finds the model that is
    likely as good and easier to explain; its expected score is not higher.

    References
    ----------
    Breiman, L., Friedman, J., Olshen, R., & Stone, C. (1984). Classification and Regression Trees.
    Section 3.4.3.

    Examples
    --------
    >>> from hplearn import GridSearchCV, Ridge
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(40, 5))
    >>> y, grid = X[:, 0] + rng.normal(size=40), {"alpha": [0.1, 1.0, 10.0, 100.0]}
    >>> best = GridSearchCV(Ridge(), grid).fit(X, y)
    >>> simple = GridSearchCV(Ridge(), grid, refit=one_standard_error("alpha")).fit(X, y)
    >>> best.best_params_, simple.best_params_
    ({'alpha': 10.0}, {'alpha': 100.0})
    """
    return partial(_simplest_as_good, name=name, largest=largest, metric=metric)


def _simplest_as_good(cv_results, *, name, largest, metric):
    columns = sorted(cv_results)
    for column in (f"param_{name}", f"mean_test_{metric}"):
        if column not in columns:
            raise ValueError(f"one_standard_error needs the column {column!r}, got {columns}")
    means = np.array(cv_results[f"mean_test_{metric}"], dtype=float)
    values = np.ma.masked_array(cv_results[f"param_{name}"])
    budgets = np.asarray(cv_results.get("n_resources", np.zeros(len(means))))
    usable = np.isfinite(means)
    usable &= budgets == budgets[usable].max(initial=0)
    if not usable.any():
        raise ValueError(f"one_standard_error needs a finite mean_test_{metric}, got {means}")
    means[~usable] = -np.inf
    best = int(means.argmax())
    error = _standard_error(cv_results, metric, best)
    as_good = np.flatnonzero((means >= means[best] - error) & usable & ~np.ma.getmaskarray(values))
    for value in values[as_good]:
        if not isinstance(value, Real):
            raise ValueError(f"one_standard_error needs numbers in 'param_{name}', got {value!r}")
    sign = 1 if largest else -1
    return int(max(as_good, key=lambda i: (sign * values[i], means[i]))) if len(as_good) else best


def _standard_error(cv_results, metric, row):
    scores = []
    while (column := f"split{len(scores)}_test_{metric}") in cv_results:
        scores.append(cv_results[column][row])
    if len(scores) < 2:
        raise ValueError(f"one_standard_error needs at least 2 folds, got {len(scores)}")
    return standard_error(np.array(scores))
