"""Searches over estimators that learn step by step: every trial has a curve, and may end early.

=================  ===============================================================================
resource           what a step does
=================  ===============================================================================
``"partial_fit"``  calls `partial_fit` on the training part of each fold
a hyperparameter   raises it and calls `fit` with `warm_start`: one that counts the total over
                   these calls, `n_estimators`, or `max_iter` of histogram boosting
=================  ===============================================================================

All folds take a step, a trial yields the mean of their test scores, and the rule of the search
function says whether it ends there. Of a pipeline the last step learns; what prepares the columns
for it is fitted once.
"""

from dataclasses import dataclass
from itertools import count, islice, repeat
from time import perf_counter

import numpy as np
from sklearn.base import is_classifier
from sklearn.pipeline import Pipeline
from sklearn.utils.multiclass import unique_labels

from hplearn.checks import require, whole_number
from hplearn.model_selection.cross_validation import CrossValidation
from hplearn.model_selection.resources import CALLS, Resource
from hplearn.model_selection.search_cv import SampledSearchCV


@dataclass(frozen=True, eq=False)
class Steps(Resource):
    """What a trial learns by, with the number of its steps, `n_units`, as the largest budget."""

    def train(self, model, X, y, params):
        """Train a model in place, without end, and yield after each step."""
        learner, X, params = last_step(model, X, y, params)
        target, total = () if y is None else (y,), self.name.rpartition("__")[2]
        if self.name == CALLS and is_classifier(learner):
            params = params | {"classes": unique_labels(y)}
        for done in count():
            if self.name == CALLS:
                for _ in range(self.amount(done), self.amount(done + 1)):
                    learner.partial_fit(X, *target, **params)
            else:
                learner.set_params(**{total: self.amount(done + 1), "warm_start": True})
                learner.fit(X, *target, **params)
            yield


def last_step(model, X, y, params):
    """Return the estimator at the end of a pipeline, the X and the parameters that reach it.

    What stands before it is fitted to X and y. Of any other model these are its own.
    """
    while type(model) is Pipeline:  # a subclass may do more than transform X
        own = f"{model.steps[-1][0]}__"
        others = {name: v for name, v in params.items() if not name.startswith(own)}
        params = {name.removeprefix(own): params[name] for name in params.keys() - others.keys()}
        before = model[:-1]
        if len(before):
            X = before.fit_transform(X, y, **others)
            model.steps[:-1] = before.steps  # others than before where they come from a memory
        model = model[-1]
    return model, X, params


def ways_to_learn(model, path=""):
    """Return by which resources an estimator can learn step by step.

    >>> from sklearn.linear_model import SGDClassifier
    >>> from sklearn.ensemble import RandomForestRegressor
    >>> from sklearn.pipeline import make_pipeline
    >>> ways_to_learn(SGDClassifier()), ways_to_learn(make_pipeline(RandomForestRegressor()))
    (['partial_fit'], ['randomforestregressor__n_estimators'])
    """
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    if type(model) is Pipeline:
        name, last = model.steps[-1]
        return ways_to_learn(last, f"{path}{name}__")
    own = model.get_params() if hasattr(model, "get_params") else ()
    boosts = isinstance(model, HistGradientBoostingClassifier | HistGradientBoostingRegressor)
    total = "max_iter" if boosts else "n_estimators"  # elsewhere max_iter is that of one call
    calls = [CALLS] if hasattr(model, CALLS) else []
    return calls + ([f"{path}{total}"] if {"warm_start", total} <= {*own} else [])


class SteppedCrossValidation(CrossValidation):
    """A `CrossValidation` whose trials take a step on all folds, again and again."""

    n_parts = 1  # no fold goes ahead of the others

    def group(self, configs, budget=None):
        """Return each alone: it has a curve of its own, and may end before the others."""
        return [[number] for number in range(len(configs))]

    def __call__(self, config):
        """Yield ``(score, info)`` after each step, without end."""
        curves = [self._learn(config, train, test) for train, test in self.folds]
        yield from map(self.joined, zip(*curves, strict=True))

    def fit(self, model, X, y, params):
        """Train a model for as many steps as a trial takes that is not stopped."""
        if self.resource.name != CALLS:  # it holds the total: in one go
            return super().fit(model, X, y, params)
        for _ in islice(self.resource.train(model, X, y, params), self.resource.n_units):
            pass

    def _learn(self, config, train, test):
        """Yield a fold's score after each step, with its seconds so far; a failure stays one."""
        fitting, scoring, start = 0.0, 0.0, perf_counter()
        try:
            model = self.model(config)
            for _ in self.resource.train(model, *self._part(model, train, train)):
                fitting += perf_counter() - start
                fold = self.scored(model, train, test, fitting)
                scoring += fold.score_seconds
                yield fold._replace(score_seconds=scoring)
                start = perf_counter()  # the other folds took their step meanwhile
        except Exception as error:
            yield from repeat(self.failed(error, fitting + perf_counter() - start, scoring))


@dataclass(eq=False, repr=False, kw_only=True)
class SteppedSearchCV(SampledSearchCV):
    """A search that may train step by step, with `max_resources`, and end trials early."""

    stopping: str | None = None
    resource: str = CALLS
    min_resources: int = 1
    max_resources: int | None = None

    @property
    def _evaluation(self):
        return CrossValidation if self.max_resources is None else SteppedCrossValidation

    @property
    def _n_steps(self):
        return self.max_resources and self.max_resources // self.min_resources

    def _arguments(self, *names):
        return super()._arguments("stopping", *names) | {"budget": self._n_steps}

    def _resource(self, X, y, folds):
        if self.max_resources is None:
            wanted = f"a number with stopping={self.stopping!r}"
            require("max_resources", None, self.stopping is None, wanted)
            return None
        most = whole_number("max_resources", self.max_resources, low=1)
        least = whole_number("min_resources", self.min_resources, low=1, high=most)
        ways = ways_to_learn(self.estimator)
        wanted = "one that learns step by step, by partial_fit or by warm_start and n_estimators"
        require("estimator", self.estimator, ways, wanted)
        wanted = " or ".join(map(repr, ways))
        require("resource", self.resource, self.resource in ways, f"{wanted} of this estimator")
        return Steps(self.resource, least, most, n_units=self._n_steps)

    def _columns(self, trials, objective):
        if self.max_resources is None:
            return {}
        curves = np.empty(len(trials), dtype=object)  # of different lengths
        for row, trial in enumerate(trials):
            curves[row] = -np.array(trial.info.get("curve", ()), dtype=float)
        amounts = [objective.resource.amount(len(curve)) for curve in curves]
        return {"n_resources": amounts, "curve": curves}
