"""The objective of the scikit-learn faces: one configuration, cross-validated.

An info is what a trial remembers of its folds, a dict of plain values:

=============== =================================================================
key             meaning
=============== =================================================================
test, train     ``{name of a score: [score of each fold]}``; train only if asked for
fit_seconds     list (n_folds,)
score_seconds   list (n_folds,)
errors          list (n_folds,): why a fit failed, or None; only where one did
error           the first of them
score_errors    list (n_folds,): ``{name: reason}``; only where a score failed alone
stack_error     why the stack of this configuration could not be trained as one
n_resources     what a budget meant, where there is one
=============== =================================================================
"""

from dataclasses import dataclass
from time import perf_counter

import joblib
import numpy as np
from sklearn.base import clone
from sklearn.utils.metaestimators import _safe_split
from sklearn.utils.validation import _check_method_params, column_or_1d

from hplearn.model_selection.cv_records import Data, FoldScore, clone_values, text_of
from hplearn.model_selection.scoring import Scoring, scores_of
from hplearn.models.sweepable import offers_sweep


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """An objective: minus the mean test score of a configuration over the folds.

    Configurations that the estimator can train together (`hplearn.models.Sweepable`) are one stack.

    Parameters
    ----------
    estimator : scikit-learn estimator
    data : Data
    folds : list of (train, test)
    scoring : Scoring
    metric : str or None
        The score that counts, where there are several; None is the first.
    resource : Resource or None
        What a budget buys; None pays no heed to budgets.

    Examples
    --------
    >>> from hplearn import Ridge
    >>> from hplearn.model_selection.scoring import make_scoring
    >>> data = Data(np.arange(6.0)[:, None], 2 * np.arange(6.0))
    >>> folds = [([0, 1, 2, 3], [4, 5]), ([2, 3, 4, 5], [0, 1])]
    >>> evaluate = CrossValidation(Ridge(), data, folds, make_scoring(Ridge(), "r2"))
    >>> loss, info = evaluate({"alpha": 0.0})
    >>> round(loss, 9), np.round(info["test"]["score"], 9).tolist()
    (-1.0, [1.0, 1.0])
    """

    estimator: object
    data: Data
    folds: list
    scoring: Scoring
    metric: str | None = None
    resource: object = None

    def __call__(self, config, budget=None):
        """Return ``(loss, info)``; the loss is NaN where a fit failed, infinite without a score."""
        config, folds = self._resolved(config, budget)
        return self._summary([self._try_fold(config, *fold) for fold in folds], budget)

    def raise_again(self, config, budget=None):
        """Fit every fold again, so that what failed raises here."""
        config, folds = self._resolved(config, budget)
        for fold in folds:
            self.fold(config, *fold)

    def identity(self):
        """Return what the losses depend on; a log of anything else is of no use."""
        text = text_of(self.estimator)
        abridged = {"params": self.estimator.get_params()} if "..." in text else {}
        return abridged | {
            "estimator": text,
            "scoring": text_of((self.metric, self.scoring)),
            "resource": text_of(self.resource),
            "data": joblib.hash((tuple(self.data), self.folds)),
        }

    def group(self, configs, budget=None):
        """Return lists of positions: which of `configs` one call of `evaluate_many` should get."""
        alone = [[number] for number in range(len(configs))]
        if self.scoring.sweep_scores is None or self.data.fit_params:
            return alone
        if not offers_sweep(self.estimator):
            return alone
        stacks, swept = {}, self.estimator.sweep_params
        for number, config in enumerate(configs):
            try:
                key = frozenset([(k, v) for k, v in config.items() if k not in swept])
                stacks.setdefault(key, []).append(number)
            except TypeError:  # a value that cannot be hashed
                stacks[number] = [number]
        return list(stacks.values())

    def evaluate_many(self, configs, budget=None):
        """Return ``[(loss, info), …]`` of a group.

        A stack that cannot be trained is halved until the configurations at fault stand alone; each
        remembers why, as its `stack_error`.
        """
        if len(configs) == 1:
            return [self(configs[0], budget)]
        try:
            return self._stack(configs, budget)
        except ValueError as error:
            middle, reason = len(configs) // 2, {"stack_error": f"{type(error).__name__}: {error}"}
            halves = configs[:middle], configs[middle:]
            answers = [answer for half in halves for answer in self.evaluate_many(half, budget)]
            return [(loss, reason | info) for loss, info in answers]

    def fold(self, config, train, test):
        """Return the `FoldScore` of one fit; what goes wrong raises."""
        X, y, fit_params, score_params = self.data
        start = perf_counter()
        model = clone(self.estimator).set_params(**clone_values(config))
        X_train, y_train = _safe_split(model, X, y, train)
        X_test, y_test = _safe_split(model, X, y, test, train)
        target = () if y is None else (y_train,)
        model.fit(X_train, *target, **_check_method_params(X, fit_params, train))
        fitted = perf_counter()
        params = _check_method_params(X, score_params, test)
        scores, failed = scores_of(self.scoring.scorer, model, X_test, y_test, params)
        train_scores = {}
        if self.scoring.train:
            params = _check_method_params(X, score_params, train)
            train_scores, _ = scores_of(self.scoring.scorer, model, X_train, y_train, params)
        end = perf_counter()
        return FoldScore(scores, train_scores, fitted - start, end - fitted, None, failed)

    def _try_fold(self, config, train, test):
        start = perf_counter()
        try:
            return self.fold(config, train, test)
        except Exception as exception:
            reason = f"{type(exception).__name__}: {exception}"
            return FoldScore({}, {}, perf_counter() - start, 0.0, reason)

    def _summary(self, folds, budget):
        names = {name: None for fold in folds for name in (*fold.test, *fold.score_errors)}
        parts = ("test", "train") if self.scoring.train else ("test",)
        info = {
            part: {
                name: [getattr(fold, part).get(name, self.missing) for fold in folds]
                for name in names or self.scoring.names
            }
            for part in parts
        }
        info |= {
            "fit_seconds": [fold.fit_seconds for fold in folds],
            "score_seconds": [fold.score_seconds for fold in folds],
        } | self._resources(budget)
        errors = [fold.error for fold in folds]
        if any(fold.score_errors for fold in folds):
            info["score_errors"] = [fold.score_errors for fold in folds]
        if any(errors):
            info["errors"], info["error"] = errors, next(filter(None, errors))
        if not info["test"]:
            return np.nan, info
        loss = -float(np.mean(info["test"][self._metric_among(info["test"])]))
        return (np.inf if np.isnan(loss) and not any(errors) else loss), info

    def _stack(self, configs, budget):
        swept, sweep_scores = self.estimator.sweep_params, self.scoring.sweep_scores
        config, folds = self._resolved(configs[0], budget)
        shared = {name: config[name] for name in config.keys() - swept}
        model = clone(self.estimator).set_params(**clone_values(shared))
        own = [{k: c[k] for k in c.keys() & swept} for c in configs] if shared else configs
        scores = {name: np.empty((len(configs), len(folds))) for name in sweep_scores}
        y, ends = np.asarray(self.data.y), [perf_counter()]
        y = y if y.ndim == 1 else column_or_1d(y)
        for k, predictions in enumerate(model.sweep_folds(self.data.X, y, own, folds)):
            ends.append(perf_counter())
            y_test = y[folds[k][1]]
            if np.shape(predictions) != (len(configs), len(y_test)):
                raise RuntimeError(
                    f"{model!r}.sweep_folds must give (n_configs, n_test) predictions"
                )
            for name, score in sweep_scores.items():
                scores[name][:, k] = score(y_test, predictions)
            ends.append(perf_counter())
        if len(ends) != 1 + 2 * len(folds):
            raise RuntimeError(f"{model!r}.sweep_folds must give {len(folds)} folds")
        seconds = (np.diff(ends) / len(configs)).tolist()
        rest = {"fit_seconds": seconds[::2], "score_seconds": seconds[1::2]}
        rest |= self._resources(budget)
        losses = -scores[self._metric_among(scores)].mean(axis=1)
        losses = np.where(np.isnan(losses), np.inf, losses).tolist()
        tests = [{} for _ in configs]
        for name, values in scores.items():
            for test, row in zip(tests, values.tolist(), strict=True):
                test[name] = row
        return [(loss, {"test": test, **rest}) for loss, test in zip(losses, tests, strict=True)]

    @property
    def missing(self):
        """Score of a fit that failed."""
        return np.nan if self.scoring.error_score == "raise" else float(self.scoring.error_score)

    def _metric_among(self, scores):
        if self.metric in scores:
            return self.metric
        if self.metric is None or list(scores) == ["score"]:
            return next(iter(scores))
        given = True if self.metric == "score" else self.metric  # as the faces hand it on
        raise ValueError(
            f"refit must be the name of a score, one of {list(scores)}, a callable or False, "
            f"got {given!r}"
        )

    def _resolved(self, config, budget):
        if budget is None or self.resource is None:
            return config, self.folds
        return config | self.resource.setting(budget), self.resource.folds(self.folds, budget)

    def _resources(self, budget):
        if budget is None or self.resource is None:
            return {}
        return {"n_resources": self.resource.amount(budget)}
