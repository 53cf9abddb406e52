"""Cross-validation: configurations of one estimator, fitted and scored on every fold.

They are fitted one by one, or together where the estimator is a `Sweepable`.

What a trial remembers of its folds is its *info*, a dict of plain values:

=============== =================================================================
key             meaning
=============== =================================================================
test, train     ``{name of a score: [score of each fold]}``; train only if asked for
fit_seconds     list (n_folds,)
score_seconds   list (n_folds,)
errors          list (n_folds,): why a fit failed, or None; only where one did
error           the most frequent of them
traceback       of the first of these
flaws           list (n_folds,): ``{name of a score: what is wrong with it}``; only where
                one failed alone, or takes no weights though there are some
=============== =================================================================
"""

from dataclasses import dataclass
from statistics import mode
from time import perf_counter
from typing import NamedTuple

import numpy as np
from sklearn import get_config
from sklearn.base import clone, is_classifier
from sklearn.utils import indexable
from sklearn.utils.validation import column_or_1d

from hplearn.checks import require
from hplearn.execution.answers import told
from hplearn.execution.encoding import encode
from hplearn.execution.own_code import PLAIN, SIDE, content
from hplearn.execution.workers import run_tasks
from hplearn.model_selection.folds import make_folds, n_rows, take, take_features, take_params
from hplearn.model_selection.scoring import Scoring, make_scoring, scores_of
from hplearn.models.sweepable import Sweepable
from hplearn.tuning.objective import own_traceback


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
    evaluate = CrossValidation(estimator, Data(X, y), folds, scoring)
    fits = run_tasks(evaluate.fold, [({}, *fold) for fold in folds], n_jobs=n_jobs)
    require("scoring", [*fits[0].test], [*fits[0].test] == ["score"], "one score, not several")
    return np.array([fit.test["score"] for fit in fits])


class Data(NamedTuple):
    """What models are fitted to; `fit_params` are handed to `fit`, by name."""

    X: object
    y: object = None
    fit_params: dict = {}  # noqa: RUF012 -- never written to


class FoldScore(NamedTuple):
    """What one fit gave; `error` says why it failed, `flaws` what is wrong with a score."""

    test: dict
    train: dict
    fit_seconds: float
    score_seconds: float
    error: str | None = None
    flaws: dict = {}  # noqa: RUF012 -- never written to
    traceback: str | None = None


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """An objective to maximize: the mean test score of a configuration over the folds.

    A `Sweepable` estimator gets many configurations at once, a *stack*.
    `metric` is the name of the score that counts where there are several, None the first;
    `resource` is what a budget buys; with None budgets are ignored.
    """

    estimator: object
    data: Data
    folds: list
    scoring: Scoring
    metric: str | None = None
    resource: object = None
    can_be_infinite = True  # a trial without a score comes last, as in scikit-learn

    def __call__(self, config, budget=None):
        """Return ``(score, info)``; NaN where a fit failed, -inf where there is no score."""
        return self.joined([self.part(config, budget, k) for k in range(self.n_parts)])

    @property
    def n_parts(self):
        """How many parts of a trial can be done side by side: its folds."""
        return len(self.folds)

    def part(self, config, budget, number):
        """Return the `FoldScore` of one fold of a trial, also where its fit failed."""
        config, folds = self.resolved(config, budget)
        start = perf_counter()
        try:
            return self.fold(config, *folds[number])
        except Exception as error:
            return self.failed(error, perf_counter() - start)

    def raise_again(self, trial):
        """Fit a trial again whose fits failed, so that its error is raised here."""
        config, folds = self.resolved(trial.config, trial.budget)
        for fold in folds if trial.info else ():  # not if it took too long or killed its worker
            self.fold(config, *fold)
        raise ValueError(f"the trial with {config} failed: {trial.error}")

    def lost(self, trial):
        """Return the info of a trial that ended without one: it has failed on every fold."""
        fold = FoldScore({}, {}, trial.seconds / len(self.folds), 0.0, trial.error)
        return self.joined([fold] * len(self.folds))[1]

    @property
    def computes_with(self):
        """Return what may hold code that the person who searches has written."""
        scorer, settings = self.scoring.scorer, get_config()
        return {"estimator": clone(self.estimator), "scoring": scorer, "sklearn": settings}

    def identity(self):
        """Return what the scores depend on; a log of anything else is of no use."""
        y = None if self.data.y is None else np.asarray(self.data.y)
        parts = {"X": self.data.X, "y": y} | self.data.fit_params | {"cv or groups": self.folds}
        params = {k: v for k, v in self.estimator.get_params().items() if type(v) in PLAIN}
        meant = {
            "estimator": type(self.estimator).__name__,
            "params": {k: v for k, v in params.items() if k.rpartition("__")[2] not in SIDE},
            "scoring": (self.metric, self.scoring),
            "resource": self.resource,
            "data by content": {name: content(part) for name, part in parts.items()},
        }
        return encode(meant)

    def fold(self, config, train, test):
        """Return the `FoldScore` of one fit; what goes wrong raises."""
        start = perf_counter()
        model = self.model(config)
        self.fit(model, *self._part(model, train, train))
        return self.scored(model, train, test, perf_counter() - start)

    def fit(self, model, X, y, params):
        """Train a model on a part of the data, or on all of it."""
        model.fit(X, *(() if y is None else (y,)), **params)

    def scored(self, model, train, test, fit_seconds):
        """Return the `FoldScore` of a model that was fitted; what goes wrong raises."""
        start = perf_counter()
        scores, flaws = self._scores(model, test, train)
        train_scores = self._scores(model, train, train)[0] if "train" in self.scoring.parts else {}
        return FoldScore(scores, train_scores, fit_seconds, perf_counter() - start, flaws=flaws)

    def failed(self, error, fit_seconds, score_seconds=0.0):
        """Return the `FoldScore` of a fit that raised an error."""
        seconds = fit_seconds, score_seconds
        return FoldScore({}, {}, *seconds, told(error), traceback=own_traceback(error))

    def model(self, config):
        """Return a clone of the estimator with these hyperparameters, estimators cloned too."""
        values = {name: clone(value, safe=False) for name, value in config.items()}
        return clone(self.estimator).set_params(**values)

    def _part(self, model, rows, train):
        X, y, params = self.data
        part = take_features(model, X, rows, train)
        return part, None if y is None else take(y, rows), take_params(params, rows, n_rows(X))

    def _scores(self, model, rows, train):
        X, y, params = self._part(model, rows, train)
        return scores_of(self.scoring, model, X, y, params.get("sample_weight"))

    def joined(self, folds):
        """Return ``(score, info)`` of a trial from its folds, as a call does."""
        names = dict.fromkeys(name for fold in folds for name in fold.test) or self.scoring.names
        info = {
            part: {
                name: [getattr(fold, part).get(name, self.scoring.missing) for fold in folds]
                for name in names
            }
            for part in self.scoring.parts
        }
        info["fit_seconds"] = [fold.fit_seconds for fold in folds]
        info["score_seconds"] = [fold.score_seconds for fold in folds]
        errors = [fold.error for fold in folds]
        if any(errors):
            info["errors"], info["error"] = errors, mode(filter(None, errors))
            info["traceback"] = folds[errors.index(info["error"])].traceback
        if any(fold.flaws for fold in folds):
            info["flaws"] = [fold.flaws for fold in folds]
        if not names:
            return np.nan, info
        score = float(np.mean(info["test"][self.metric_among(info["test"])]))
        return (-np.inf if np.isnan(score) and not any(errors) else score), info

    def metric_among(self, scores):
        """Return the name of the score that counts."""
        if self.metric in scores:
            return self.metric
        if self.metric is None or list(scores) == ["score"]:
            return next(iter(scores))
        expected = f"the name of a score, one of {list(scores)}, a callable or False"
        raise ValueError(f"refit must be {expected}, got {self.metric!r}")

    def resolved(self, config, budget):
        """Return the configuration and the folds that a budget stands for."""
        if budget is None or self.resource is None:
            return config, self.folds
        return config | self.resource.setting(budget), self.resource.folds(self.folds, budget)

    def group(self, configs, budget=None):
        """Return lists of positions: which of `configs` one call of `evaluate_many` should get."""
        one_target = np.shape(self.data.y)[1:] in ((), (1,))
        can_score = self.scoring.sweep_scores is not None and one_target
        if not can_score or self.data.fit_params or not offers_sweep(self.estimator):
            return [[number] for number in range(len(configs))]
        stacks, swept = {}, self.estimator.sweep_params
        for number, config in enumerate(configs):
            try:
                key = frozenset((name, v) for name, v in config.items() if name not in swept)
            except TypeError:  # a value that cannot be hashed
                key = number
            stacks.setdefault(key, []).append(number)
        return list(stacks.values())

    def evaluate_many(self, configs, budget=None):
        """Return ``[(score, info), …]`` of a group; times are shared out evenly."""
        swept, judges = self.estimator.sweep_params, self.scoring.sweep_scores.items()
        config, folds = self.resolved(configs[0], budget)
        model = self.model({name: value for name, value in config.items() if name not in swept})
        own = [{name: v for name, v in one.items() if name in swept} for one in configs]
        y = column_or_1d(self.data.y)
        sweep = model.sweep_folds(self.data.X, y, own, folds)
        by_fold, start = [], perf_counter()
        for predictions, (_, test) in zip(sweep, folds, strict=True):
            fitted = perf_counter()
            scores = {name: score(y[test], predictions).tolist() for name, score in judges}
            scored, n = perf_counter(), len(configs)
            seconds = (fitted - start) / n, (scored - fitted) / n
            tests = [{name: column[i] for name, column in scores.items()} for i in range(n)]
            by_fold.append([FoldScore(one, {}, *seconds) for one in tests])
            start = scored
        return [self.joined(one) for one in zip(*by_fold, strict=True)]


def offers_sweep(estimator):
    """Return whether a search may sweep this estimator: it offers to, and means what it offers.

    A subclass that changes how to fit, predict or score, and does not offer its own sweep, would
    be swept as its parent: it is fitted one by one.
    """
    if not isinstance(estimator, Sweepable):
        return False
    line = type(estimator).__mro__
    owner = next(cls for cls in line if "sweep_folds" in vars(cls))
    heirs = [cls for cls in line if cls is not owner and issubclass(cls, owner)]
    return not any(name in vars(cls) for cls in heirs for name in ("fit", "predict", "score"))
