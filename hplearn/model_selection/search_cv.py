"""What all searches are as scikit-learn estimators: fit tries candidates and keeps the best."""

import pickle
import warnings
from dataclasses import KW_ONLY, dataclass
from numbers import Integral
from time import perf_counter

import numpy as np
from sklearn.base import clone, is_classifier
from sklearn.utils import check_random_state, indexable

from hplearn.checks import require, whole_number
from hplearn.execution.answers import pack
from hplearn.model_selection.best_model import BestModel
from hplearn.model_selection.cross_validation import CrossValidation, Data
from hplearn.model_selection.folds import make_folds
from hplearn.model_selection.results_table import report_failures, results_table, whole_infos
from hplearn.model_selection.scoring import make_scoring
from hplearn.tuning.searches.random import n_configs
from hplearn.tuning.spaces import Space
from hplearn.tuning.trials import AllTrialsFailed


class WrongType(AllTrialsFailed, TypeError):
    """Every fit failed, because the data or a parameter are of a wrong type."""


@dataclass(eq=False, repr=False, kw_only=True)
class SearchCV(BestModel):
    """A search over any scikit-learn estimator.

    A subclass has `_space()`, what is searched, and ``_search(objective, space, **options)``, which
    returns a `SearchResult`.

    Its fields are its arguments, as scikit-learn wants them: kept as they come, checked in `fit`.
    """

    scoring: object = None
    n_jobs: object = None
    refit: object = True
    cv: object = None
    verbose: int = 0
    error_score: object = np.nan
    return_train_score: bool = False
    log: object = None
    accept_changed: bool = False
    retry_failed: bool = False
    timeout: float | None = None
    time_limit: float | None = None
    callback: object = None

    _evaluation = CrossValidation  # the objective's kind

    def fit(self, X, y=None, *, groups=None, **params):
        """Return self, having tried the configurations on every fold and refitted the best.

        Parameters
        ----------
        X, y : array-like
        groups : array-like (n_samples,), optional
            For splitters that keep groups together.
        **params
            Handed to the estimator's `fit`; what has one value for each sample is split as X is.
            `sample_weight` weighs the scores too, where they can be.
        """
        X, y, groups = indexable(X, y, groups)
        objective, space = self._objective(X, y, groups, params), Space(self._space())
        self._check_names(objective, space)
        self.search_result_ = self._run(objective, space)
        trials = self.search_result_.trials
        configs = [objective.resolved(trial.config, trial.budget)[0] for trial in trials]
        infos = whole_infos(trials, objective)
        report_failures(configs, infos, objective.scoring)
        self.cv_results_ = results_table(configs, infos, self._columns(trials, objective))
        self.multimetric_ = list(infos[0]["test"]) != ["score"]
        self.n_splits_, self.scorer_ = len(objective.folds), objective.scoring.scorer
        if self.refit or not self.multimetric_:
            self._choose(objective)
        if self.refit:
            self._refit(objective)
        return self

    def __getstate__(self):
        """Return what is pickled, a callback by its code: it may be a lambda."""
        return super().__getstate__() | {"callback": self.callback and pack(self.callback)}

    def __setstate__(self, state):
        """Take up what was pickled, also before callbacks were packed."""
        packed = state.get("callback")
        callback = pickle.loads(packed) if isinstance(packed, bytes) else packed
        super().__setstate__(state | {"callback": callback})

    def _named(self, *names):
        """Return these arguments, by name."""
        return {name: getattr(self, name) for name in names}

    def _resource(self, X, y, folds):
        """Return what a budget buys, if anything."""
        return None

    def _columns(self, trials, objective):
        """Return more columns of the table."""
        return {}

    def _objective(self, X, y, groups, params):
        is_right = isinstance(self.refit, bool | np.bool_ | str) or callable(self.refit)
        require("refit", self.refit, is_right, "True, False, the name of a score or a callable")
        model = self.estimator
        folds = make_folds(self.cv, X, y, groups, classifier=is_classifier(model))
        scoring = make_scoring(  # with a clone, as a fit of the estimator's own is not used
            clone(model), self.scoring, error_score=self.error_score, train=self.return_train_score
        )
        metric = None if callable(self.refit) else self.refit or None
        resource = self._resource(X, y, folds)
        data = Data(X, y, params)
        objective = self._evaluation(model, data, folds, scoring, metric, resource)
        if scoring.names:
            objective.metric_among(scoring.names)  # its error lists the names
        return objective

    def _check_names(self, objective, space):
        resource = objective.resource and objective.resource.name
        for branch in space.branches:
            if resource in branch:
                raise ValueError(f"resource must not be searched as well, got {resource!r}")
            # the error of scikit-learn lists the names that there are
            objective.model({name: values.from_unit(0.5) for name, values in branch.items()})

    def _run(self, objective, space):
        """Return the result of the search."""

        def watch(trial):
            if trial.failed and self.error_score == "raise":
                objective.raise_again(trial)
            return self.callback is not None and self.callback(trial)

        try:
            return self._search(
                objective,
                space,
                direction="maximize",
                workers=self.n_jobs,
                on_failure="ignore",  # error_score decides
                callback=watch,
                progress=self.verbose > 0,
                **self._named("log", "accept_changed", "retry_failed", "timeout", "time_limit"),
            )
        except AllTrialsFailed as failed:
            try:
                objective.raise_again(failed.trials[0])
            except TypeError as error:
                raise WrongType(failed.trials) from error
            except Exception as error:
                raise failed from error

    def _choose(self, objective):
        trials, table = self.search_result_.trials, self.cv_results_
        if callable(self.refit):
            vars(self).pop("best_score_", None)  # of an earlier fit
            index, last = self.refit(table), len(trials) - 1
            self.best_index_ = whole_number("the best_index_ of refit", index, low=0, high=last)
        else:
            self.best_index_ = min(range(len(trials)), key=lambda i: trials[i].rank_key)
            metric = objective.metric if self.multimetric_ else "score"
            self.best_score_ = table[f"mean_test_{metric}"][self.best_index_]
        self.best_params_ = table["params"][self.best_index_]

    def _refit(self, objective):
        start = perf_counter()
        self.best_estimator_ = objective.model(self.best_params_)
        objective.fit(self.best_estimator_, *objective.data)
        self.refit_time_ = perf_counter() - start


def size_of_lists(space, wanted, name):
    """Return how many configurations a `Space` of lists allows, and warn where they are too few."""
    are_lists = all(values.options is not None for *_, values in space.coordinates)
    size = n_configs(space) if are_lists else np.inf
    if size < wanted:
        few = f"The lists allow {size} configurations, fewer than {name}={wanted}"
        warnings.warn(f"{few}: each is tried once.", UserWarning, stacklevel=5)
    return size


@dataclass(eq=False, repr=False)
class SampledSearchCV(SearchCV):
    """A search that draws its configurations from distributions."""

    estimator: object
    param_distributions: object
    _: KW_ONLY
    random_state: object = None
    points: object = ()

    def _space(self):
        return self.param_distributions

    def _arguments(self, *names):
        """Return what the search function takes: these fields, the seed and the first points."""
        rng = self.random_state
        if not (rng is None or isinstance(rng, Integral | np.random.Generator)):
            rng = int(check_random_state(rng).randint(2**31 - 1))
        return self._named(*names) | {"rng": rng, "points": self.points}
