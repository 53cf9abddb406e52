"""Trials on a pool of workers: which of them go together, and what the death of a worker means."""

from hplearn.execution.workers import WorkerDied, WorkerStopped
from hplearn.tuning.objective import failure


class Dispatch:
    """Hands the trials of a search to a pool that computes `Objective.measure`.

    An `evaluate` that can do several trials at once, such as a stack of networks, says which ones
    with its method `group`. Where the worker of a group died, they are done again one by one, so
    that only the one at fault is lost.
    """

    def __init__(self, objective, pool, timeout=None):
        self._objective, self._pool, self._timeout = objective, pool, timeout
        self._open = {}  # requests by number

    def submit(self, requests):
        """Queue the trials of these requests."""
        self._open |= {request.plan.number: request for request in requests}
        for group in self._groups(requests):
            self._send(group)

    def finished(self, timeout=None):
        """Return (number, fields of the trial, packed state) of what has finished; wait for it."""
        told = []
        for group, outcomes in self._pool.finished(timeout):
            if isinstance(outcomes, WorkerDied) and len(group) > 1:  # which of them is at fault?
                for number in group:
                    self._send([self._open[number]])
                continue
            if isinstance(outcomes, WorkerDied):
                outcomes = [(self._lost(outcomes), None)]
            told += [(n, *outcome) for n, outcome in zip(group, outcomes, strict=True)]
        for number, *_ in told:
            del self._open[number]
        return told

    def _groups(self, requests):
        evaluate = self._objective.evaluate
        if len(requests) < 2 or not hasattr(evaluate, "group"):
            return [[request] for request in requests]
        configs, budget = [one.plan.config for one in requests], requests[0].plan.budget
        return [[requests[i] for i in group] for group in evaluate.group(configs, budget)]

    def _send(self, group):
        timeout = self._timeout and self._timeout * len(group)
        self._pool.submit(tuple(one.plan.number for one in group), group, timeout=timeout)

    def _lost(self, death):
        if not isinstance(death, WorkerStopped):
            return failure(str(death))
        reason = f"took longer than timeout={self._timeout:g} s, and had to be killed"
        return failure(f"TimeoutError: {reason}", self._timeout)
