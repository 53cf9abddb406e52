"""Configurations that the estimator trains together, as one stack on every fold."""

from time import perf_counter

import numpy as np
from sklearn.utils.validation import column_or_1d

from hplearn.model_selection.cross_validation import CrossValidation, FoldScore
from hplearn.models.sweepable import Sweepable


class StackedCrossValidation(CrossValidation):
    """A `CrossValidation` that hands a `Sweepable` estimator many configurations at once."""

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
