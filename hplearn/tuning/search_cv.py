"""The searches as scikit-learn estimators: fit tries the candidates and keeps the best model."""

from copy import deepcopy
from time import perf_counter

import numpy as np
from sklearn.base import BaseEstimator, MetaEstimatorMixin, clone, is_classifier
from sklearn.utils import get_tags, indexable
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted

from hplearn.tuning.cross_validation import clone_values, evaluate_configs, make_scoring
from hplearn.tuning.folds import make_folds
from hplearn.tuning.grid import grid_configs
from hplearn.tuning.results_table import report_failures, results_table


def _delegated(name):
    """Return a method that the refitted best estimator answers, present only if it has it."""

    def exists(search):
        if not search.refit:
            raise AttributeError(f"{name} needs the best model, got refit=False")
        return hasattr(getattr(search, "best_estimator_", search.estimator), name)

    def method(self, X):
        check_is_fitted(self)
        return getattr(self.best_estimator_, name)(X)

    method.__name__ = name
    method.__doc__ = f"Return `{name}` of the best model for X (n_samples, n_features)."
    return available_if(exists)(method)


class GridSearchCV(MetaEstimatorMixin, BaseEstimator):
    """Cross-validated grid search over any scikit-learn estimator.

    It takes scikit-learn's arguments, for one score, and gives its results. What differs is the way
    there: an estimator that can train many configurations together (`hplearn.models.Sweepable`)
    does so, where the score is R², accuracy or the mean squared error.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_grid : dict of str to sequence, or list of such dicts
        Values to try for each hyperparameter.
    scoring : str, callable or None
        A scikit-learn scorer, higher better; None is the estimator's own score.
    n_jobs : int or None
        Worker processes; None computes here, -1 uses every core. The result does not depend on it.
    refit : bool
        Whether to fit the best configuration on all the data at the end.
    cv : int, splitter, iterable of (train, test), or None
        A number means `KFold`, or `StratifiedKFold` for a classifier; None means 5.
    verbose : int
        Above 0, a progress bar shows the time left.
    error_score : float or "raise"
        Score of a fit that fails. The search goes on, unless every fit fails.
    return_train_score : bool
        Whether to score the training part too; then fits run one by one.

    Attributes
    ----------
    cv_results_ : dict of str to array (n_configs,)
        scikit-learn's columns. Times of fits that ran together are shared out evenly.
    best_index_, best_params_, best_score_ : int, dict, float
        The highest mean test score; the first of them where several tie.
    best_estimator_ : estimator
        The best configuration, fitted on all the data; with ``refit=True``.
    refit_time_ : float
        Seconds of that last fit.
    n_splits_ : int
    scorer_ : callable

    Raises
    ------
    ValueError
        For an empty grid, a name that the estimator does not have, folds that do not suit the data,
        or when every fit failed.

    Examples
    --------
    >>> from hplearn import Ridge
    >>> X, y = np.arange(10.0)[:, None], 2 * np.arange(10.0)
    >>> search = GridSearchCV(Ridge(), {"alpha": [0.01, 1.0, 100.0]}).fit(X, y)
    >>> search.best_params_, search.cv_results_["rank_test_score"]
    ({'alpha': 0.01}, array([1, 2, 3], dtype=int32))
    """

    def __init__(
        self,
        estimator,
        param_grid,
        *,
        scoring=None,
        n_jobs=None,
        refit=True,
        cv=None,
        verbose=0,
        error_score=np.nan,
        return_train_score=False,
    ):
        self.estimator = estimator
        self.param_grid = param_grid
        self.scoring = scoring
        self.n_jobs = n_jobs
        self.refit = refit
        self.cv = cv
        self.verbose = verbose
        self.error_score = error_score
        self.return_train_score = return_train_score

    def fit(self, X, y=None, *, groups=None):
        """Return self, having tried every configuration on every fold and refitted the best.

        `groups` (n_samples,) is for splitters that keep groups together.
        """
        if self.refit not in (True, False):
            raise ValueError(f"refit must be True or False, got {self.refit!r}")
        X, y, groups = indexable(X, y, groups)
        configs = self._configs()
        folds = make_folds(self.cv, X, y, groups, classifier=is_classifier(self.estimator))
        scoring = make_scoring(
            self.estimator,
            self.scoring,
            error_score=self.error_score,
            train=self.return_train_score,
        )
        scores = evaluate_configs(
            self.estimator,
            configs,
            X,
            y,
            folds,
            scoring,
            n_jobs=self.n_jobs,
            progress=self.verbose > 0,
        )
        report_failures(configs, scores, self.error_score)
        self.cv_results_ = results_table(configs, scores, self.return_train_score)
        self.best_index_ = int(self.cv_results_["rank_test_score"].argmin())
        self.best_score_ = self.cv_results_["mean_test_score"][self.best_index_]
        self.best_params_ = configs[self.best_index_]
        self.n_splits_, self.scorer_ = len(folds), scoring.scorer
        if self.refit:
            start = perf_counter()
            self.best_estimator_ = clone(self.estimator).set_params(
                **clone_values(self.best_params_)
            )
            self.best_estimator_.fit(X, y) if y is not None else self.best_estimator_.fit(X)
            self.refit_time_ = perf_counter() - start
        return self

    def _configs(self):
        configs = grid_configs(self.param_grid)
        for config in {frozenset(config): config for config in configs}.values():
            clone(self.estimator).set_params(**clone_values(config))  # its error lists the names
        return configs

    predict = _delegated("predict")
    predict_proba = _delegated("predict_proba")
    predict_log_proba = _delegated("predict_log_proba")
    decision_function = _delegated("decision_function")
    score_samples = _delegated("score_samples")
    transform = _delegated("transform")
    inverse_transform = _delegated("inverse_transform")

    def score(self, X, y=None):
        """Return the search's own score of the best model on X and y."""
        check_is_fitted(self)
        if not self.refit:
            raise AttributeError("score needs the best model, got refit=False")
        model = self.best_estimator_
        return self.scorer_(model, X) if y is None else self.scorer_(model, X, y)

    @property
    def classes_(self):
        """Class labels of the best model, array (n_classes,)."""
        return self._of_best("classes_")

    @property
    def n_features_in_(self):
        """Number of features seen in `fit`."""
        return self._of_best("n_features_in_")

    @property
    def feature_names_in_(self):
        """Names of the features seen in `fit`, where X had names."""
        return self._of_best("feature_names_in_")

    def _of_best(self, name):
        if not hasattr(self, "best_estimator_"):
            raise AttributeError(f"{name} needs the best model: call fit, with refit=True")
        return getattr(self.best_estimator_, name)

    def __sklearn_tags__(self):
        """Return scikit-learn's tags: those of the estimator inside."""
        tags, inner = super().__sklearn_tags__(), get_tags(self.estimator)
        tags.estimator_type = inner.estimator_type
        tags.classifier_tags = deepcopy(inner.classifier_tags)
        tags.regressor_tags = deepcopy(inner.regressor_tags)
        tags.input_tags.pairwise = inner.input_tags.pairwise
        tags.input_tags.sparse = inner.input_tags.sparse
        return tags
