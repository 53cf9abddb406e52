"""Trials on a pool of workers: which of them go together, and what the death of a worker means."""

from hplearn.execution.workers import WorkerDied, WorkerStopped
from hplearn.tuning.objective import failure


class Dispatch:
    """Hands the trials of a search to a pool that computes `Objective.measure`.

    An `evaluate` that can do several trials at once, such as a stack of networks, says which ones
    with its method `group`. Where the worker of a group died, they are done again one by one, so
    that only the one at fault is lost. One that has parts, such as folds, has them done side by
    side where there are fewer trials than workers.
    """

    def __init__(self, objective, pool, timeout=None):
        self._objective, self._pool, self._timeout = objective, pool, timeout
        self._n_open, self._parts = 0, {}  # trials; what became of their parts, by number

    def submit(self, requests):
        """Queue the trials of these requests."""
        groups, n_parts = self._groups(requests), getattr(self._objective.evaluate, "n_parts", 1)
        in_parts = n_parts > 1 and self._n_open + len(groups) < self._pool.size
        self._n_open += len(requests)
        for group in groups:
            if in_parts and len(group) == 1:
                self._parts[group[0].plan.number] = [None] * n_parts
                for part in range(n_parts):
                    self._send([group[0]._replace(part=part)])
            else:
                self._send(group)

    def finished(self, timeout=None):
        """Return (number, fields of the trial, packed state) of what has finished; wait for it."""
        told = []
        for group, outcomes in self._pool.finished(timeout):
            if isinstance(outcomes, WorkerDied):
                if len(group) > 1:  # which of them is at fault?
                    for request in group:
                        self._send([request])
                    continue
                outcomes = [(self._lost(outcomes), None)]
            numbers, part = [request.plan.number for request in group], group[0].part
            if part is not None:
                parts = self._parts[numbers[0]]
                parts[part] = outcomes[0][0]
                if None in parts:
                    continue
                del self._parts[numbers[0]]
                outcomes = [(self._objective.joined(parts, self._timeout), None)]
            told += [(n, *outcome) for n, outcome in zip(numbers, outcomes, strict=True)]
        self._n_open -= len(told)
        return told

    def _groups(self, requests):
        evaluate = self._objective.evaluate
        if len(requests) < 2 or not hasattr(evaluate, "group"):
            return [[request] for request in requests]
        configs, budget = [one.plan.config for one in requests], requests[0].plan.budget
        return [[requests[i] for i in group] for group in evaluate.group(configs, budget)]

    def _send(self, group):
        self._pool.submit(group, group, timeout=self._timeout and self._timeout * len(group))

    def _lost(self, death):
        if not isinstance(death, WorkerStopped):
            return failure(str(death))
        reason = f"took longer than timeout={self._timeout:g} s, and had to be killed"
        return failure(f"TimeoutError: {reason}", self._timeout)
