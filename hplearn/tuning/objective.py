"""What a search minimises: a caller's `evaluate`, in each form that people write it.

=============================  ===========================================================
form                           what comes back
=============================  ===========================================================
``evaluate(config)``           a loss, or a loss and a dict
``evaluate(config, budget)``   the same
a generator of ``(config)``    a loss, or a loss and a dict, after each unit of the budget
the same of (config, state)    a loss and a state, from which a later trial goes on
`Continuing`                   a loss and a state, of ``train(config, budget, state)``
=============================  ===========================================================

With ``direction="maximize"`` a score stands where it says loss; its sign is turned here and nowhere
else.

An object that is called may have more, as `hplearn.model_selection.cross_validation` has:

===================================  =========================================================
``n_parts``                          how many parts of a trial can be done side by side
``part(config, budget, number)``     what comes back of one of them, such as a fold
``joined(parts)``                    what a call returns, from all of them
``group(configs, budget)``           lists of positions, of configurations to do together
``evaluate_many(configs, budget)``   what calls return, for one of these lists
``can_be_infinite``                  whether a trial may have an infinite loss and not fail
``computes_with``                    a dict of what it computes with, if not of itself alone
``identity()``                       what else the losses depend on, for the log, as a dict
===================================  =========================================================
"""

import pickle
import traceback
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from inspect import Parameter, isgeneratorfunction, signature
from itertools import islice
from math import inf, isfinite
from numbers import Real
from time import perf_counter
from typing import NamedTuple

from hplearn.checks import require, whole_number
from hplearn.execution.answers import told
from hplearn.execution.deadline import call_within
from hplearn.execution.own_code import own_code
from hplearn.tuning.continuing import Continuing
from hplearn.tuning.trials import Trial

SIGNS = {"minimize": 1, "maximize": -1}
OURS = "hplearn."  # how the names of our modules begin
WANTED = "evaluate must return a loss, or a loss and a dict"
ANY_NUMBER = Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD
BY_PLACE = Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL


class Request(NamedTuple):
    """A trial to be done: a `Trial` without a loss, what it goes on from, and where it must end.

    `keeps` says whether its own state is wanted afterwards. With a `part`, only that one of the
    `evaluate.n_parts` parts is to be done, such as a fold.
    """

    plan: Trial
    state: object = None
    limits: list | None = None
    keeps: bool = True
    part: int | None = None


@dataclass(frozen=True, eq=False)
class Objective:
    """A caller's `evaluate`, with one way to call it.

    >>> objective = Objective(lambda config: config["accuracy"], "maximize")
    >>> plan = Trial(0, {"accuracy": 0.9}, budget=None, loss=inf, seconds=0.0)
    >>> [(outcome, state)] = objective.measure([Request(plan)])
    >>> outcome["loss"]
    -0.9
    """

    evaluate: Callable
    direction: str = "minimize"

    def __post_init__(self):  # noqa: D105
        require("direction", self.direction, self.direction in SIGNS, "'minimize' or 'maximize'")
        require("evaluate", self.evaluate, callable(self.evaluate), "a function")
        _ = self.takes_two  # a signature of another kind is told before the first trial

    @cached_property
    def steps(self):
        """Whether `evaluate` is a generator function."""
        called = getattr(self.evaluate, "__call__", None)  # noqa: B004 -- of an object with one
        return isgeneratorfunction(self.evaluate) or isgeneratorfunction(called)

    @property
    def continues(self):
        """Whether a trial goes on from the state in which its parent ended."""
        return isinstance(self.evaluate, Continuing) or (self.steps and self.takes_two)

    @cached_property
    def takes_two(self):
        """Whether a budget, or a generator's state, is handed to `evaluate` after the config."""
        return _takes_two(self.evaluate)

    def identity(self, options):
        """Return what the losses depend on, as far as it can be told, for the log.

        `options` are what a configuration may hold: their code and content counts, too.
        """
        things = getattr(self.evaluate, "computes_with", {"evaluate": self.evaluate})
        own = own_code({**things, "space": options})
        known = {} if self.direction == "minimize" else {"direction": self.direction}
        return getattr(self.evaluate, "identity", lambda: known)() | {"own": own}

    def check_budget(self, budget, limits):
        """Raise ValueError where a trial's budget, or its limits, mean nothing to `evaluate`."""
        if limits is not None and not self.steps:
            raise ValueError("stopping needs an evaluate that yields a loss after each step")
        if self.steps:
            whole_number("budget, the number of steps of evaluate,", budget, low=1)
        elif budget is not None and not self.takes_two:
            took = signature(self.evaluate)
            raise ValueError(f"evaluate must take (config, budget), as trials have one, got {took}")

    def measure(self, requests, timeout=None):
        """Return what became of every `Request`: a worker's task.

        For each a dict of fields of a `Trial`, and a packed state. Nothing that `evaluate` raises
        gets out. Several requests go to its `evaluate_many` together, which changes no config.
        """
        if len(requests) == 1:
            return [self._measure_one(timeout, requests[0])]
        start = perf_counter()
        configs, budget = [one.plan.config for one in requests], requests[0].plan.budget
        try:
            together = timeout and timeout * len(requests)
            answers = call_within(together, self.evaluate.evaluate_many, configs, budget)
            seconds = (perf_counter() - start) / len(requests)
            return [(self.outcome(answer, seconds), None) for answer in answers]
        except TimeoutError:  # all of them may be slow
            return [self._measure_one(timeout, request) for request in requests]
        except (Exception, SystemExit):  # by halves, until those at fault stand alone
            middle = len(requests) // 2
            halves = requests[:middle], requests[middle:]
            return [answer for half in halves for answer in self.measure(half, timeout)]

    def _measure_one(self, timeout, request):
        start = perf_counter()
        try:
            answer, packed = call_within(timeout, self._call, request)
            seconds = perf_counter() - start
            if request.part is not None:
                return {"part": answer, "seconds": seconds}, None
            return self.outcome(answer, seconds), packed
        except (Exception, SystemExit) as error:
            return raised(error, perf_counter() - start), None

    def _call(self, request):
        """Return the answer to a trial, and its packed state for the trials after it.

        States are packed so that the children of one parent share nothing.
        """
        config, budget = deepcopy(request.plan.config), request.plan.budget  # it may change them
        if request.part is not None:
            return self.evaluate.part(config, budget, request.part), None
        state = None if request.state is None else pickle.loads(bytes(request.state))
        if isinstance(self.evaluate, Continuing):
            answer, state = self.evaluate.train(config, budget, state)
        elif self.steps:
            answer, state = self._step(config, budget, state, request.limits)
        else:
            return self.evaluate(config, *([budget] if self.takes_two else [])), None
        return answer, pickle.dumps(state) if self.continues and request.keeps else None

    def joined(self, parts, timeout):
        """Return the fields of a trial from what became of all its parts, in order."""
        seconds = sum(part["seconds"] for part in parts)
        failed = [part for part in parts if "error" in part]
        if not failed and timeout and seconds > timeout:
            failed = [failure(f"TimeoutError: took longer than timeout={timeout:g} s")]
        if failed:
            return failed[0] | {"seconds": seconds}
        return self.outcome(self.evaluate.joined([part["part"] for part in parts]), seconds)

    def _step(self, config, budget, state, limits):
        """Return the answer after `budget` steps from the beginning, or fewer, and the state.

        It stops at a step where the best loss so far is above its limit.
        """
        done, value, own = state or (0, None, None)
        curve, stopped = [], False
        answers = self.evaluate(config, own) if self.takes_two else self.evaluate(config)
        for answer in islice(answers, budget - done):
            is_pair = isinstance(answer, tuple) and len(answer) == 2
            value, own = answer if is_pair else (answer, None)
            curve.append(self.loss(value))
            stopped = len(curve) <= len(limits or ()) and min(curve) > limits[len(curve) - 1]
            if stopped or not isfinite(curve[-1]):
                break
        if value is None:
            raise ValueError("evaluate yielded nothing, expected a loss after each step")
        done += len(curve)
        early = {"stopped_at": done} if stopped else {"ended_at": done} if done < budget else {}
        info = own if isinstance(own, dict) and not self.takes_two else {}  # else it is a state
        return (value, info | {"curve": curve} | early), None if own is None else (done, value, own)

    def loss(self, value):
        """Return the number that `evaluate` returned or yielded as a loss, lower better."""
        if getattr(value, "ndim", None) == 0:  # a scalar of NumPy, PyTorch or JAX
            value = value.item()
        if not isinstance(value, Real):
            raise TypeError(f"{WANTED}, got {value!r}")
        return SIGNS[self.direction] * float(value)

    def outcome(self, answer, seconds):
        """Return the fields of a trial whose `evaluate` gave this answer."""
        value, info = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, {})
        if not isinstance(info, dict):
            raise TypeError(f"{WANTED}, got {info!r} as dict")
        info = dict(info)
        loss = self.loss(value)
        can_be_infinite = getattr(self.evaluate, "can_be_infinite", False)
        if not (isfinite(loss) or (loss == inf and can_be_infinite)):
            reason = f"evaluate returned {value}, expected a finite number"
            first = info.pop("traceback", None)
            return failure(info.get("error", reason), seconds, first) | {"info": info}
        budget = {"budget": info["stopped_at"]} if self.steps and "stopped_at" in info else {}
        return {"loss": loss, "seconds": seconds, "info": info} | budget


def _takes_two(evaluate):
    """Return whether `evaluate` wants a second argument.

    One that has a default is the function's own, as in ``data=data``, unless that is None or its
    name is budget.

    >>> _takes_two(lambda config, budget: 0), _takes_two(lambda config, data=[1, 2]: 0)
    (True, False)
    """
    try:
        parameters = signature(evaluate).parameters.values()
    except (TypeError, ValueError):  # some functions written in C do not tell
        return True
    places = [p for p in parameters if p.kind in BY_PLACE]
    needed = [p for p in parameters if p.default is p.empty and p.kind not in ANY_NUMBER]
    if not places or len(needed) > 2 or any(p not in places for p in needed):
        got = f"{getattr(evaluate, '__name__', type(evaluate).__name__)}{signature(evaluate)}"
        raise ValueError(f"evaluate must take (config) or (config, budget), got {got}")
    if places[-1].kind is Parameter.VAR_POSITIONAL:
        return True
    return any(p.name == "budget" or p.default is p.empty or p.default is None for p in places[1:2])


def failure(reason, seconds=0.0, traceback=None):
    """Return the fields of a trial that failed."""
    return {"loss": inf, "seconds": seconds, "error": reason, "traceback": traceback}


def raised(error, seconds):
    """Return the fields of a trial that raised an error."""
    return failure(told(error), seconds, own_traceback(error))


def own_traceback(error):
    """Return the traceback of an error as text, from the first call on that is not ours."""
    step = error.__traceback__
    while step and step.tb_next and step.tb_frame.f_globals.get("__name__", "").startswith(OURS):
        step = step.tb_next
    return "".join(traceback.format_exception(type(error), error, step))
