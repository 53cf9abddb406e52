"""What the searches share as scikit-learn estimators: fit tries candidates and keeps the best."""

from dataclasses import KW_ONLY, dataclass
from numbers import Integral
from time import perf_counter

import joblib
import numpy as np
from sklearn.base import clone, is_classifier
from sklearn.utils import check_random_state, indexable
from sklearn.utils.validation import _check_method_params

from hplearn.model_selection.best_model import BestModel
from hplearn.model_selection.cv_objective import CrossValidation
from hplearn.model_selection.cv_records import Data, clone_values
from hplearn.model_selection.folds import make_folds
from hplearn.model_selection.results_table import report_failures, results_table, whole_infos
from hplearn.model_selection.scoring import make_scoring, takes_weights
from hplearn.tuning.spaces import Space


@dataclass(eq=False, repr=False, kw_only=True)
class SearchCV(BestModel):
    """What all faces share; a subclass says where its space is and which search to run.

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
    timeout: float | None = None
    time_limit: float | None = None
    callback: object = None

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
        self._check_names()
        objective = self._objective(X, y, groups, _check_method_params(X, params))
        self.search_result_ = self._run(objective)
        trials = self.search_result_.trials
        infos = whole_infos(trials, objective)
        self.cv_results_ = self._table(trials, infos, objective)
        report_failures(infos, self.cv_results_, self.error_score)
        self.multimetric_ = list(infos[0]["test"]) != ["score"]
        self.n_splits_, self.scorer_ = len(objective.folds), objective.scoring.scorers
        if self.refit or not self.multimetric_:
            self._choose(objective, infos)
        if self.refit:
            self._refit(objective.data)
        return self

    def _space(self):
        raise NotImplementedError

    def _search(self, objective, space, **options):
        raise NotImplementedError

    def _resource(self, X, y, folds):
        return None

    def _setting(self, trial, objective):
        return trial.config

    def _columns(self, trials, objective):
        return {}

    def _table(self, trials, infos, objective):
        configs = [self._setting(trial, objective) for trial in trials]
        return results_table(configs, infos, self._columns(trials, objective))

    def _check_names(self):
        if not (isinstance(self.refit, bool | np.bool_ | str) or callable(self.refit)):
            raise ValueError(
                f"refit must be True, False, the name of a score or a callable, got {self.refit!r}"
            )
        for branch in Space(self._space()).branches:
            config = {name: dimension.from_unit(0.5) for name, dimension in branch.items()}
            clone(self.estimator).set_params(**clone_values(config))  # its error lists the names

    def _objective(self, X, y, groups, params):
        folds = make_folds(self.cv, X, y, groups, classifier=is_classifier(self.estimator))
        scoring = make_scoring(
            self.estimator,
            self.scoring,
            error_score=self.error_score,
            train=self.return_train_score,
        )
        metric = (
            self.refit if isinstance(self.refit, str) else "score" if self.refit is True else None
        )
        if metric and scoring.names and scoring.names != ("score",) and metric not in scoring.names:
            raise ValueError(
                f"refit must be the name of a score, one of {list(scoring.names)}, a callable or "
                f"False, got {self.refit!r}"
            )
        weights = params.get("sample_weight")
        weighs = weights is not None and takes_weights(scoring)
        data = Data(X, y, params, {"sample_weight": weights} if weighs else {})
        resource = self._resource(X, y, folds)
        return CrossValidation(self.estimator, data, folds, scoring, metric, resource)

    def _run(self, objective):
        seen, strict = [], self.error_score == "raise"

        def watch(trial):
            seen.append(trial)
            ended = self.callback is not None and self.callback(trial)
            return ended is True or (strict and trial.failed)

        try:
            result = self._search(objective, self._space(), callback=watch, **self._options())
        except ValueError:
            if not seen or not all(trial.failed for trial in seen):
                raise
            _raise_first(objective, seen, strict)
            infos = whole_infos(seen, objective)
            table = self._table(seen, infos, objective)
            report_failures(infos, table, self.error_score, hopeless=True)
            raise
        _raise_first(objective, result.trials, strict)
        return result

    def _options(self):
        whole = isinstance(self.n_jobs, Integral)
        return {
            "workers": joblib.effective_n_jobs(self.n_jobs) if whole else self.n_jobs,
            "log": self.log,
            "timeout": self.timeout,
            "time_limit": self.time_limit,
            "progress": self.verbose > 0,
        }

    def _choose(self, objective, infos):
        best = self.search_result_.best
        self.best_index_ = next(i for i, t in enumerate(self.search_result_.trials) if t is best)
        if callable(self.refit):
            self.best_index_ = _checked_index(self.refit(self.cv_results_), len(infos))
        else:
            metric = objective.metric if self.multimetric_ else "score"
            self.best_score_ = self.cv_results_[f"mean_test_{metric}"][self.best_index_]
        self.best_params_ = self.cv_results_["params"][self.best_index_]

    def _refit(self, data):
        start = perf_counter()
        self.best_estimator_ = clone(self.estimator).set_params(**clone_values(self.best_params_))
        target = () if data.y is None else (data.y,)
        self.best_estimator_.fit(data.X, *target, **data.fit_params)
        self.refit_time_ = perf_counter() - start


def _raise_first(objective, trials, strict):
    """Fit a failed trial again where its error can be seen, if that is wanted."""
    failed = next((trial for trial in trials if trial.failed), None) if strict else None
    if failed:
        if failed.info:
            objective.raise_again(failed.config, failed.budget)
        raise ValueError(f"the trial with {failed.config} failed: {failed.error}")


def _checked_index(index, n_trials):
    if not isinstance(index, Integral):
        raise TypeError(f"refit must return an integer, the best_index_, got {index!r}")
    if not 0 <= index < n_trials:
        raise IndexError(f"refit must return a best_index_ from 0 to {n_trials - 1}, got {index}")
    return int(index)


def seed_of(random_state):
    """Return the `rng` of a search that scikit-learn's `random_state` stands for.

    Examples
    --------
    >>> seed_of(None), seed_of(7), seed_of(np.random.RandomState(0))
    (None, 7, 209652396)
    """
    if random_state is None or isinstance(random_state, Integral | np.random.Generator):
        return random_state
    return int(check_random_state(random_state).randint(2**31 - 1))


@dataclass(eq=False, repr=False)
class SampledSearchCV(SearchCV):
    """What the faces share that draw their configurations."""

    estimator: object
    param_distributions: object
    _: KW_ONLY
    random_state: object = None
    points: object = ()

    def _space(self):
        return self.param_distributions
