"""Grid search, random search and the searches that learn from it, as scikit-learn estimators."""

from dataclasses import KW_ONLY, dataclass
from math import inf

from hplearn.checks import require, whole_number
from hplearn.model_selection.search_cv import SearchCV, size_of_lists
from hplearn.model_selection.stepwise import SteppedSearchCV
from hplearn.tuning.searches.bayes import bayes_search
from hplearn.tuning.searches.grid import grid_search
from hplearn.tuning.searches.random import random_search
from hplearn.tuning.searches.tpe import tpe_search


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
        File that keeps each finished trial; the same search goes on from it. It knows the data, and
        the code of your own and all values that the search computes with: of the estimator, in its
        parameters, in scores and options.
    accept_changed : bool
        Whether to go on from a log although some of that code, or of these values, has changed.
    retry_failed : bool
        Whether trials that failed, by the log, are tried again; see `Runner`.
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
        The trials; their loss is minus the mean test score, `best_score` the highest of these.
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
        return _tuples_as_lists(self.param_grid)

    def _search(self, objective, space, **options):
        for _, name, values in space.coordinates:
            wanted = f"a list of values for {name!r}, such as those of its grid(5)"
            require("param_grid", values, values.options is not None, wanted)
        return grid_search(objective, space, **options)


def _tuples_as_lists(grid):
    """Return a grid whose tuples are lists of values, as they are in scikit-learn's grids."""
    if isinstance(grid, dict):
        return {name: list(v) if isinstance(v, tuple) else v for name, v in grid.items()}
    return [_tuples_as_lists(branch) for branch in grid] if isinstance(grid, list | tuple) else grid


@dataclass(eq=False, repr=False)
class RandomizedSearchCV(SteppedSearchCV):
    """Cross-validated random search over any scikit-learn estimator.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`: a range such as `LogUniform`, a list of values, or a frozen distribution of
        scipy.stats.
    n_iter, n_trials : int
        Configurations to try: scikit-learn's name and that of all our searches, which counts where
        it is given. From lists alone none is drawn twice; where they allow no more, each is tried
        once.
    method : {"random", "halton", "sobol"}
        Independent draws, or a sequence that leaves smaller gaps.
    stopping, resource, min_resources, max_resources
        Training step by step, and trials that end early, as in `TPESearchCV`.
    in_flight : int or None
        With `stopping`, trials that run at once; see `TPESearchCV`. None is 1.
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`.
    log, accept_changed, retry_failed, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `TPESearchCV`.

    Raises
    ------
    ValueError
        When an argument cannot be used, or every fit failed.

    References
    ----------
    Bergstra, J., & Bengio, Y. (2012). Random Search for Hyper-Parameter Optimization. Journal of
    Machine Learning Research 13, 281-305.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn import Ridge
    >>> from hplearn.tuning import LogUniform
    >>> X, y = np.arange(10.0)[:, None], 2 * np.arange(10.0)
    >>> space = {"alpha": LogUniform(1e-3, 1e3)}
    >>> search = RandomizedSearchCV(Ridge(), space, n_iter=20, random_state=0).fit(X, y)
    >>> len(search.cv_results_["params"]), search.best_params_["alpha"] < 0.01
    (20, True)
    """

    n_iter: int = 10
    n_trials: int | None = None
    method: str = "random"
    in_flight: int | None = None

    def _search(self, objective, space, **options):
        name = "n_iter" if self.n_trials is None else "n_trials"
        n_trials = whole_number(name, getattr(self, name), low=1)
        size = size_of_lists(space, n_trials, name)
        if size <= n_trials and self.max_resources is None and not self.points:
            return grid_search(objective, space, **options)
        distinct = size < inf and self.method == "random"
        options |= {"n_trials": min(n_trials, size), "distinct": distinct}
        options |= self._arguments("method", "in_flight")
        return random_search(objective, space, **options)


@dataclass(eq=False, repr=False)
class TPESearchCV(SteppedSearchCV):
    """Cross-validated search that draws more densely where configurations did well.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`.
    n_trials : int
        Configurations to try.
    n_startup : int
        How many of them are drawn at random before it learns.
    n_candidates : int
        Draws among which each proposal is chosen.
    in_flight : int
        Trials that run at once: a proposal knows all but the `in_flight` - 1 before it. The result
        depends on it, and not on `n_jobs`. Workers beyond it take the folds of a trial; more than
        `in_flight` times the folds do not help, and are told.
    stopping : {None, "median"}
        With `max_resources`, "median" ends a trial as soon as its best mean test score so far is
        below the median of what the earlier trials had at that step.
    resource : str
        By what an estimator learns step by step, with `max_resources`: "partial_fit", each call on
        the training part of a fold; or a hyperparameter that counts the total over warm starts,
        "n_estimators", or "max_iter" of histogram boosting. Of a pipeline the last step learns,
        "forest__n_estimators", and what stands before it is fitted once.
    min_resources, max_resources : int
        How many calls, or units of the hyperparameter, one step takes, and a trial that is not
        stopped, with which the best one is refitted; None fits each in one go. All folds take a
        step together, so that workers beyond `in_flight` do not help.
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, accept_changed, retry_failed, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `GridSearchCV`. With `max_resources` the table has `n_resources`, what a trial got
        before it ended, and `curve`, its mean test score after each step, of the score that counts;
        the best trial is one of those that got most.

    Raises
    ------
    ValueError
        When an argument cannot be used, or every fit failed.

    References
    ----------
    Bergstra, J., Bardenet, R., Bengio, Y., & Kégl, B. (2011). Algorithms for Hyper-Parameter
    Optimization. NeurIPS 24.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn import Ridge
    >>> from hplearn.tuning import LogUniform
    >>> X, y = np.arange(10.0)[:, None], 2 * np.arange(10.0)
    >>> space = {"alpha": LogUniform(1e-3, 1e3)}
    >>> search = TPESearchCV(Ridge(), space, n_trials=20, random_state=0).fit(X, y)
    >>> len(search.cv_results_["params"]), search.best_params_["alpha"] < 0.01
    (20, True)

    A network of nine epochs, to which trials that were never good do not come:

    >>> from hplearn import MLPRegressor
    >>> network, rates = MLPRegressor((4,), random_state=0), {"learning_rate": LogUniform(1e-5, 1)}
    >>> early = {"stopping": "median", "resource": "partial_fit", "max_resources": 9}
    >>> search = TPESearchCV(network, rates, n_trials=12, cv=2, random_state=0, **early)
    >>> search = search.fit(X / 9, y / 9)
    >>> n_epochs = search.cv_results_["n_resources"]
    >>> int(min(n_epochs)), int(n_epochs[search.best_index_])
    (1, 9)
    """

    n_trials: int = 50
    n_startup: int = 10
    n_candidates: int = 24
    in_flight: int = 1

    def _search(self, objective, space, **options):
        own = self._arguments("n_trials", "n_startup", "n_candidates", "in_flight")
        return tpe_search(objective, space, **own, **options)


@dataclass(eq=False, repr=False)
class BayesSearchCV(SteppedSearchCV):
    """Cross-validated Bayesian optimisation: a Gaussian process says what to try next.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`.
    n_trials : int
        Configurations to try.
    n_startup : int or None
        How many of them spread evenly before it learns; None lets the search choose.
    in_flight : int
        Trials that run at once; see `TPESearchCV`.
    stopping, resource, min_resources, max_resources
        Training step by step, and trials that end early, as in `TPESearchCV`.
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, accept_changed, retry_failed, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `TPESearchCV`.

    Raises
    ------
    ValueError
        When an argument cannot be used, or every fit failed.

    References
    ----------
    Snoek, J., Larochelle, H., & Adams, R. P. (2012). Practical Bayesian Optimization of Machine
    Learning Algorithms. NeurIPS 25.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn import Ridge
    >>> from hplearn.tuning import LogUniform
    >>> X, y = np.arange(10.0)[:, None], 2 * np.arange(10.0)
    >>> space = {"alpha": LogUniform(1e-3, 1e3)}
    >>> search = BayesSearchCV(Ridge(), space, n_trials=12, random_state=0).fit(X, y)
    >>> len(search.cv_results_["params"]), search.best_params_["alpha"] < 0.01
    (12, True)
    """

    n_trials: int = 50
    n_startup: int | None = None
    in_flight: int = 1

    def _search(self, objective, space, **options):
        own = self._arguments("n_trials", "n_startup", "in_flight")
        return bayes_search(objective, space, **own, **options)
