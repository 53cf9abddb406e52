"""One evaluation, measured: what came back, how long it took, what went wrong."""

from copy import deepcopy
from math import isnan
from time import perf_counter
from typing import NamedTuple

import numpy as np

from hplearn.execution.deadline import call_within
from hplearn.tuning.continuing import train_further


class Request(NamedTuple):
    """What `evaluate` is asked: a configuration, a budget, and the packed state to go on from."""

    config: dict
    budget: float | None = None
    state: object = None


class Outcome(NamedTuple):
    """What became of a request; `loss` is infinite where `error` says why."""

    loss: float
    seconds: float
    error: str | None = None
    info: dict = {}  # noqa: RUF012 -- never written to
    state: object = None


def measure(evaluate, timeout, requests):
    """Return the `Outcome` of every request; nothing that `evaluate` raises gets out.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget)`` gives a loss, or a loss and a dict; or a `Continuing`. Several
        requests go to its ``evaluate_many(configs, budget)`` together. It may change its `config`,
        which is a copy here as it is on any worker.
    timeout : float or None
        Seconds that each request may take.
    requests : list of Request

    Examples
    --------
    >>> measure(lambda config, budget: 1 / config["x"], None, [Request({"x": 0})])[0].error
    'ZeroDivisionError: division by zero'
    """
    if len(requests) == 1:
        return [_measure_one(evaluate, timeout, requests[0])]
    start = perf_counter()
    configs = [_own(request.config) for request in requests]
    try:
        together = timeout and timeout * len(requests)
        answers = call_within(together, evaluate.evaluate_many, configs, requests[0].budget)
        seconds = (perf_counter() - start) / len(requests)
        return [_outcome(loss, seconds, info) for loss, info in answers]
    except (Exception, SystemExit):  # one by one, to learn which of them is at fault
        return [_measure_one(evaluate, timeout, request) for request in requests]


def _measure_one(evaluate, timeout, request):
    (config, *rest), start = request, perf_counter()
    try:
        answer, state = call_within(timeout, train_further, evaluate, _own(config), *rest)
        loss, info = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, {})
        return _outcome(loss, perf_counter() - start, info, state)
    except (Exception, SystemExit) as exception:
        return Outcome(np.inf, perf_counter() - start, f"{type(exception).__name__}: {exception}")


def _own(config):
    """Return a copy, also of mutable values; of what cannot be copied, the names alone are ours."""
    try:
        return deepcopy(config)
    except Exception:
        return dict(config)


def _outcome(loss, seconds, info, state=None):
    """Return the `Outcome`; a loss that is no number has failed, for the reason that info gives."""
    wanted = "evaluate must return a loss, or a loss and a dict, got"
    if not isinstance(info, dict):
        raise TypeError(f"{wanted} {info!r} as dict")
    try:
        loss = float(loss)
    except (TypeError, ValueError):
        raise TypeError(f"{wanted} {loss!r}") from None
    if isnan(loss):
        reason = info.get("error", "evaluate returned NaN, expected a number")
        return Outcome(np.inf, seconds, reason, info, state)
    return Outcome(loss, seconds, None, info, state)
