"""Nested cross-validation: judge the whole search on data that it never saw."""

from dataclasses import dataclass

import numpy as np
from sklearn.base import clone, is_classifier
from sklearn.metrics import check_scoring
from sklearn.utils import indexable

from hplearn.execution.workers import run_tasks
from hplearn.model_selection.folds import make_folds, take, take_features


@dataclass(frozen=True)
class NestedScores:
    """What each outer fold told.

    Parameters
    ----------
    test_score : array (n_outer,)
        Score of the refitted winner on rows that its search never saw.
    best_score : array (n_outer,)
        Score with which the search itself crowned that winner: too good on average. NaN where it
        has several and a rule chose, so that none of them counts.
    best_params : tuple of dict
        The winner. Where these differ from fold to fold, the choice is not settled.

    Examples
    --------
    >>> print(NestedScores(np.array([0.5, 0.6]), np.array([0.7, 0.8]), ({"k": 1}, {"k": 9})))
    outer score 0.550, the searches' own 0.750, 2 different winners in 2 folds
    """

    test_score: np.ndarray
    best_score: np.ndarray
    best_params: tuple[dict, ...]

    def __str__(self):
        """Return the means and how often the winner changed, as a sentence."""
        winners = {str(sorted(params.items())) for params in self.best_params}
        return (
            f"outer score {self.test_score.mean():.3f}, the searches' own "
            f"{self.best_score.mean():.3f}, {len(winners)} different winners in "
            f"{len(self.best_params)} folds"
        )


def nested_cross_val_score(search, X, y, *, groups=None, cv=5, scoring=None, n_jobs=None):
    """Return the outer test scores of a search, array (n_outer,): the honest score of tuning.

    Each outer fold runs the whole search anew on its training part, and scores the winner on its
    test part, which had no say in the choice.

    Parameters
    ----------
    search : GridSearchCV or any other search estimator, with ``refit=True``
        It is cloned for each fold.
    X, y : array-like
    groups : array-like (n_samples,), optional
        Rows that belong together; the outer folds and the searches' own are both told.
    cv : int, splitter, iterable of (train, test), or None
        The outer folds. A number means `KFold`, or `StratifiedKFold` for a classifier.
    scoring : str, callable or None
        A scikit-learn scorer for the outer folds; None is the search's own.
    n_jobs : int or None
        Worker processes for the outer folds.

    Returns
    -------
    array (n_outer,)
        Higher is better.

    References
    ----------
    Varma and Simon, "Bias in error estimation when using cross-validation for model selection", BMC
    Bioinformatics 7:91, 2006. Cawley and Talbot, "On Over-fitting in Model Selection and Subsequent
    Selection Bias in Performance Evaluation", JMLR 11, 2010.

    Examples
    --------
    >>> from hplearn import GridSearchCV, Ridge
    >>> X, y = np.arange(20.0)[:, None], 2 * np.arange(20.0)
    >>> nested_cross_val_score(GridSearchCV(Ridge(), {"alpha": [0, 10]}), X, y, cv=4).round(3)
    array([1., 1., 1., 1.])
    """
    options = {"groups": groups, "cv": cv, "scoring": scoring, "n_jobs": n_jobs}
    return nested_cross_validate(search, X, y, **options).test_score


def nested_cross_validate(search, X, y, *, groups=None, cv=5, scoring=None, n_jobs=None):
    """Return the `NestedScores`: what `nested_cross_val_score` gives, and each fold's winner.

    The parameters are those of `nested_cross_val_score`.

    Examples
    --------
    >>> from hplearn import GridSearchCV, Ridge
    >>> X, y = np.arange(20.0)[:, None], 2 * np.arange(20.0)
    >>> nested_cross_validate(GridSearchCV(Ridge(), {"alpha": [0, 10]}), X, y, cv=2).best_params
    ({'alpha': 0}, {'alpha': 0})
    """
    X, y, groups = indexable(X, y, groups)
    folds = make_folds(cv, X, y, groups, classifier=is_classifier(search))
    scorer = check_scoring(search, scoring)
    tasks = [(search, X, y, groups, fold, scorer) for fold in folds]
    scores, best_scores, best_params = zip(*run_tasks(_one_fold, tasks, n_jobs=n_jobs), strict=True)
    return NestedScores(np.array(scores), np.array(best_scores), best_params)


def _one_fold(search, X, y, groups, fold, scorer):
    train, test = fold
    search = clone(search)
    inner = {} if groups is None else {"groups": take(groups, train)}
    search.fit(take_features(search, X, train, train), take(y, train), **inner)
    score = scorer(search, take_features(search, X, test, train), take(y, test))
    return score, _own_score(search), search.best_params_


def _own_score(search):
    """Return the winner's score in the search, which keeps none itself where a rule chose."""
    if hasattr(search, "best_score_"):
        return search.best_score_
    scores = search.cv_results_.get("mean_test_score")
    return np.nan if scores is None else scores[search.best_index_]
