"""Random search and the searches that learn from it, as scikit-learn estimators."""

import warnings
from dataclasses import dataclass
from math import inf

from hplearn.checks import whole_number
from hplearn.model_selection.search_base import SampledSearchCV, seed_of
from hplearn.tuning.searches.bayes import bayes_search
from hplearn.tuning.searches.grid import grid_search
from hplearn.tuning.searches.random import n_configs, random_search
from hplearn.tuning.searches.tpe import tpe_search
from hplearn.tuning.spaces import Space


@dataclass(eq=False, repr=False)
class RandomizedSearchCV(SampledSearchCV):
    """Cross-validated random search over any scikit-learn estimator.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`: `Uniform`, `LogUniform`, `Integer`, `Choice`, a list of values, or a frozen
        distribution of scipy.stats.
    n_iter : int
        Configurations to try. From lists alone none is drawn twice; where they allow no more than
        `n_iter`, each is tried once.
    method : {"random", "halton", "sobol"}
        Independent draws, or a sequence that leaves smaller gaps.
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`.
    log, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `GridSearchCV`.

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
    method: str = "random"

    def _search(self, objective, space, **options):
        n_iter = whole_number("n_iter", self.n_iter, low=1)
        size = n_configs(Space(space))
        if size <= n_iter:
            Space(space).checked(self.points)
            if size < n_iter:
                warnings.warn(
                    f"The lists allow {size} configurations, fewer than n_iter={n_iter}: "
                    "each is tried once.",
                    UserWarning,
                    stacklevel=4,
                )
            return grid_search(objective, space, **options)
        return random_search(
            objective,
            space,
            n_iter,
            method=self.method,
            distinct=size < inf and self.method == "random",
            rng=seed_of(self.random_state),
            points=self.points,
            **options,
        )


@dataclass(eq=False, repr=False)
class TPESearchCV(SampledSearchCV):
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
        depends on it, and not on `n_jobs`, which more than `in_flight` workers do not speed up.
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `GridSearchCV`.

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
    """

    n_trials: int = 50
    n_startup: int = 10
    n_candidates: int = 24
    in_flight: int = 1

    def _search(self, objective, space, **options):
        return tpe_search(
            objective,
            space,
            self.n_trials,
            n_startup=self.n_startup,
            n_candidates=self.n_candidates,
            in_flight=self.in_flight,
            rng=seed_of(self.random_state),
            points=self.points,
            **options,
        )


@dataclass(eq=False, repr=False)
class BayesSearchCV(SampledSearchCV):
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
    random_state : int, RandomState, Generator or None
        Seed of the draws.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_, best_index_, best_params_, best_score_, best_estimator_, search_result_
        As in `GridSearchCV`.

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
        return bayes_search(
            objective,
            space,
            self.n_trials,
            n_startup=self.n_startup,
            in_flight=self.in_flight,
            rng=seed_of(self.random_state),
            points=self.points,
            **options,
        )
