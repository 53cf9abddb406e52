"""Grid search as a scikit-learn estimator."""

from dataclasses import KW_ONLY, dataclass

from hplearn.model_selection.search_base import SearchCV
from hplearn.tuning.searches.grid import grid_search


@dataclass(eq=False, repr=False)
class GridSearchCV(SearchCV):
    """Cross-validated grid search over any scikit-learn estimator.

    It takes scikit-learn's arguments and gives its results. What differs is the way there: an
    estimator that can train many configurations together (`hplearn.models.Sweepable`) does so,
    where every score is R², accuracy or the mean squared error.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_grid : dict of str to sequence, or list of such dicts
        Values to try for each hyperparameter.
    scoring : str, callable, list, dict or None
        A scikit-learn scorer, higher better; None is the estimator's own score. A list or dict of
        them, or a callable that returns a dict, gives several scores.
    n_jobs : int, str, dask Client or None
        Worker processes; None computes here, -1 uses every core. ``"tcp://host:port"`` is a Dask
        cluster; its client serves too, but cannot be cloned, as nested searches are. The result
        does not depend on it.
    refit : bool, str or callable
        Whether to fit the best configuration on all the data at the end. Of several scores, the
        name of the one that counts; or a rule ``refit(cv_results_) -> index`` such as
        `one_standard_error`.
    cv : int, splitter, iterable of (train, test), or None
        A number means `KFold`, or `StratifiedKFold` for a classifier; None means 5.
    verbose : int
        Above 0, a progress bar shows the time left.
    error_score : float or "raise"
        Score of a fit that fails. The search goes on, unless every fit fails.
    return_train_score : bool
        Whether to score the training part too; then fits run one by one.
    log : path or None
        File that keeps each finished trial; the same search goes on from it.
    timeout, time_limit : float or None
        Seconds for one configuration, which fails beyond them, and for the search, which starts
        nothing more after them.
    callback : callable or None
        Called with each finished `Trial`, whose `info` holds its folds; returning True ends the
        search.

    Attributes
    ----------
    cv_results_ : dict of str to array (n_configs,)
        scikit-learn's columns. Times of fits that ran together are shared out evenly.
    best_index_, best_params_, best_score_ : int, dict, float
        The highest mean test score; the first of them where several tie.
    best_estimator_ : estimator
        The best configuration, fitted on all the data; with `refit`.
    search_result_ : SearchResult
        The trials; their loss is minus the mean test score.
    refit_time_ : float
        Seconds of the last fit.
    n_splits_, multimetric_, scorer_ : int, bool, callable or dict of them

    Raises
    ------
    ValueError
        For an empty grid, a name that the estimator does not have, folds that do not suit the data,
        or when every fit failed.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn import Ridge
    >>> X, y = np.arange(10.0)[:, None], 2 * np.arange(10.0)
    >>> search = GridSearchCV(Ridge(), {"alpha": [0.01, 1.0, 100.0]}).fit(X, y)
    >>> search.best_params_, search.cv_results_["rank_test_score"]
    ({'alpha': 0.01}, array([1, 2, 3], dtype=int32))
    """

    estimator: object
    param_grid: object
    _: KW_ONLY

    def _space(self):
        return self.param_grid

    def _search(self, objective, space, **options):
        return grid_search(objective, space, **options)
