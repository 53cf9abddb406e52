"""Successive halving and Hyperband as scikit-learn estimators: rows or steps are the budget."""

from dataclasses import dataclass, replace
from numbers import Integral

import numpy as np
from sklearn.base import is_classifier
from sklearn.utils.validation import column_or_1d

from hplearn.checks import require, whole_number
from hplearn.model_selection.folds import has_classes, n_rows
from hplearn.model_selection.resources import ROWS, Resource, rows_in_order
from hplearn.model_selection.search_cv import SampledSearchCV, size_of_lists
from hplearn.tuning.searches.halving import successive_halving
from hplearn.tuning.searches.hyperband import hyperband, hyperband_brackets


@dataclass(eq=False, repr=False)
class BudgetedSearchCV(SampledSearchCV):
    """A search that tries many configurations briefly and few at length."""

    factor: int = 3
    resource: str = ROWS
    min_resources: object = "smallest"
    max_resources: object = "auto"

    def _resource(self, X, y, folds):
        whole_number("factor", self.factor, low=2)
        name, model, n_samples = self.resource, self.estimator, n_rows(X)
        expected = f'"{ROWS}" or a hyperparameter of {type(model).__name__}'
        require("resource", name, name == ROWS or name in model.get_params(), expected)
        if name != ROWS and self.max_resources == "auto":
            raise ValueError(f"max_resources must be a number for resource={name!r}, got 'auto'")
        most = n_samples if name == ROWS else None
        largest = most if self.max_resources == "auto" else self.max_resources
        largest = whole_number("max_resources", largest, low=1, high=most)
        labels = column_or_1d(y) if is_classifier(model) and has_classes(y) else None
        n_classes = 1 if labels is None else len(np.unique(labels))
        few = min(2 * len(folds) * n_classes, largest) if name == ROWS else 1  # as in scikit-learn
        smallest = few if self.min_resources == "smallest" else self.min_resources
        smallest = whole_number("min_resources", smallest, low=1, high=largest)
        if name != ROWS:
            return Resource(name, smallest, largest)
        seed = self.random_state if isinstance(self.random_state, Integral) else 0
        rng = np.random.default_rng(seed)
        orders = (rows_in_order(train, labels, rng) for train, _ in folds)
        return Resource(name, smallest, largest, tuple(orders))

    def _columns(self, trials, objective):
        rung = {}  # by number of the trial
        for trial in trials:
            rung[trial.number] = 0 if trial.parent is None else rung[trial.parent] + 1
        return {
            "iter": [rung[trial.number] for trial in trials],
            "n_resources": [objective.resource.amount(trial.budget) for trial in trials],
        }

    @property
    def n_resources_(self):
        """What was given to a trial, in increasing order."""
        return np.unique(self.cv_results_["n_resources"]).tolist()

    @property
    def n_candidates_(self):
        """How many trials got each of `n_resources_`."""
        return np.unique(self.cv_results_["n_resources"], return_counts=True)[1].tolist()


@dataclass(eq=False, repr=False)
class HalvingSearchCV(BudgetedSearchCV):
    """Cross-validated successive halving: many configurations on few rows, the best on more.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`.
    n_candidates : int or "exhaust"
        Configurations on the first rung; "exhaust" takes ``max_resources // min_resources``. From
        lists alone none is drawn twice; where they allow no more, each is tried.
    factor : int
        At least 2: one in `factor` survives each rung, and gets `factor` times as much.
    resource : str
        ``"n_samples"``, or the name of a hyperparameter such as ``"n_estimators"``. Of rows each
        training part has its share, drawn alike for all configurations, in each class its share for
        a classifier; smaller shares are parts of larger ones. The test part of a fold stays whole.
    min_resources : int or "smallest"
        What the first rung gets; each other gets `factor` times the one below, up to
        `max_resources`, as long as there are candidates. "smallest" is at least 1, or of rows two
        for each fold and class, and so much more that the last rung gets `max_resources`.
    max_resources : int or "auto"
        What a rung gets at most; "auto" is all rows.
    random_state : int, RandomState, Generator or None
        Seed of the draws; which rows train depends on it only if it is an integer.
    points : sequence of dict
        Configurations to try first.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, accept_changed, retry_failed, timeout, time_limit, callback
        As in `GridSearchCV`.

    Attributes
    ----------
    cv_results_ : dict of str to array (n_trials,)
        One row for each configuration and rung; `iter` is the rung, `n_resources` what it got. A
        resource that is a hyperparameter is part of ``params``.
    best_index_, best_params_, best_score_
        Of the trials that got most.
    best_estimator_, search_result_
        As in `GridSearchCV`.
    n_resources_, n_candidates_ : list of int
        What each rung got, and how many configurations reached it.

    Raises
    ------
    ValueError
        When an argument cannot be used, or every fit failed.

    References
    ----------
    Karnin, Koren & Somekh (2013), Almost optimal exploration in multi-armed bandits, ICML.
    Jamieson & Talwalkar (2016), Non-stochastic best arm identification and hyperparameter
    optimization, AISTATS.

    Examples
    --------
    >>> from hplearn import Ridge
    >>> from hplearn.tuning import LogUniform
    >>> X = np.arange(90.0)[:, None]
    >>> search = HalvingSearchCV(Ridge(), {"alpha": LogUniform(1e-3, 1e3)}, random_state=0)
    >>> search = search.fit(X, X.ravel())
    >>> search.n_resources_, search.n_candidates_
    ([10, 30, 90], [9, 3, 1])
    """

    n_candidates: object = "exhaust"

    def _search(self, objective, space, **options):
        smallest, largest = objective.resource.smallest, objective.resource.largest
        n_candidates = self.n_candidates
        if n_candidates == "exhaust":
            n_candidates = largest // smallest
        n_candidates = whole_number("n_candidates", n_candidates, low=1)
        size = size_of_lists(space, n_candidates, "n_candidates")
        n_left = n_candidates = min(n_candidates, size)
        growth = 1  # from the first rung to the last: no more rungs than the candidates need
        while n_left >= self.factor and smallest * growth * self.factor <= largest:
            n_left, growth = n_left // self.factor, growth * self.factor
        if self.min_resources == "smallest":
            smallest = largest // growth
        else:
            largest = smallest * growth
        rungs = {"n_configs": n_candidates, "min_budget": smallest, "max_budget": largest}
        own = self._arguments() | rungs | {"distinct": size < np.inf}
        return successive_halving(objective, space, eta=self.factor, **own, **options)


@dataclass(eq=False, repr=False)
class HyperbandSearchCV(BudgetedSearchCV):
    """Cross-validated Hyperband: successive halving from several first budgets.

    Parameters
    ----------
    estimator : scikit-learn estimator
    param_distributions : dict of str to dimension, list or distribution; or list of such dicts
        See `Space`.
    factor, resource, min_resources, max_resources, random_state, points
        As in `HalvingSearchCV`. ``max_resources // min_resources`` decides how many brackets there
        are; see `hyperband_brackets`.
    table : {"algorithm", "printed"}
        Which of the paper's two counts of configurations; see `hyperband_brackets`.
    propose : {None, "tpe"}
        Who proposes new configurations: chance, or a model of the trials; see `hyperband`.
    scoring, n_jobs, refit, cv, verbose, error_score, return_train_score
        As in `GridSearchCV`; of several scores the search follows the one that `refit` names, or
        the first.
    log, accept_changed, retry_failed, timeout, time_limit, callback
        As in `GridSearchCV`. A trial's budget counts in parts of `max_resources`, as many as
        ``max_resources // min_resources``.

    Attributes
    ----------
    cv_results_ : dict of str to array (n_trials,)
        As in `HalvingSearchCV`, and `bracket`: how many rungs follow the first one.
    best_index_, best_params_, best_score_
        Of the trials that got most.
    best_estimator_, search_result_
        As in `GridSearchCV`.
    n_resources_, n_candidates_ : list of int
        The amounts, and how many trials got each.

    Raises
    ------
    ValueError
        When an argument cannot be used, or every fit failed.

    References
    ----------
    Li, Jamieson, DeSalvo, Rostamizadeh & Talwalkar (2018), Hyperband: a novel bandit-based approach
    to hyperparameter optimization, JMLR 18(185).

    Examples
    --------
    >>> from hplearn import Ridge
    >>> from hplearn.tuning import LogUniform
    >>> X = np.arange(90.0)[:, None]
    >>> search = HyperbandSearchCV(Ridge(), {"alpha": LogUniform(1e-3, 1e3)}, random_state=0)
    >>> search = search.fit(X, X.ravel())
    >>> search.cv_results_["bracket"].tolist()
    [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0]
    """

    table: str = "algorithm"
    propose: str | None = None

    def _resource(self, X, y, folds):
        resource = super()._resource(X, y, folds)
        return replace(resource, n_units=resource.largest // resource.smallest)

    def _columns(self, trials, objective):
        brackets = hyperband_brackets(objective.resource.n_units, self.factor, table=self.table)
        n_rungs = {bracket[0][1]: len(bracket) for bracket in brackets}  # by first budget
        bracket = {}  # by number of the trial
        for trial in trials:
            first = trial.parent is None
            bracket[trial.number] = n_rungs[trial.budget] - 1 if first else bracket[trial.parent]
        columns = {"bracket": [bracket[trial.number] for trial in trials]}
        return super()._columns(trials, objective) | columns

    def _search(self, objective, space, **options):
        own = self._arguments("table", "propose") | {"max_budget": objective.resource.n_units}
        return hyperband(objective, space, eta=self.factor, **own, **options)
