"""Configurations that the estimator trains together, as one stack on every fold."""

from time import perf_counter

import numpy as np
from sklearn.utils.validation import column_or_1d

from hplearn.model_selection.cross_validation import CrossValidation
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
        """Return ``[(score, info), …]`` of a group.

        A stack that cannot be trained is halved until the configurations at fault stand alone.
        """
        if len(configs) == 1:
            return [self(configs[0], budget)]
        try:
            return self._stack(configs, budget)
        except ValueError:
            middle = len(configs) // 2
            halves = configs[:middle], configs[middle:]
            return [answer for half in halves for answer in self.evaluate_many(half, budget)]

    def _stack(self, configs, budget):
        swept = self.estimator.sweep_params
        config, folds = self.resolved(configs[0], budget)
        model = self.model({name: value for name, value in config.items() if name not in swept})
        own = [{name: v for name, v in one.items() if name in swept} for one in configs]
        y = column_or_1d(self.data.y)
        scores = {name: [] for name in self.scoring.sweep_scores}  # each (n_folds, n_configs)
        times = [perf_counter()]
        rounds = zip(model.sweep_folds(self.data.X, y, own, folds), folds, strict=True)
        for predictions, (_, test) in rounds:
            times.append(perf_counter())
            for name, score in self.scoring.sweep_scores.items():
                scores[name].append(score(y[test], predictions))
            times.append(perf_counter())
        seconds = (np.diff(times) / len(configs)).tolist()
        rest = {"fit_seconds": seconds[::2], "score_seconds": seconds[1::2]}
        by_config = {name: np.transpose(columns).tolist() for name, columns in scores.items()}
        tests = [{name: rows[i] for name, rows in by_config.items()} for i in range(len(configs))]
        means = np.mean(scores[self.metric_among(scores)], axis=0)
        means = np.where(np.isnan(means), -np.inf, means).tolist()
        return [(mean, {"test": test, **rest}) for mean, test in zip(means, tests, strict=True)]


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
