"""The one place that runs trials: here or on workers, logged, resumed, timed and reported.

A search is written in direct style on a `Runner`: start trials, wait for them, decide, start more.
It may decide by nothing but the runner's random numbers and the trials it waited for. Then the same
seed gives the same trials however many workers there are, and a search that was killed resumes by
running again: trials that its log holds are answered from there.
"""

from contextlib import ExitStack
from functools import partial
from time import monotonic

import numpy as np
from tqdm.auto import tqdm

from hplearn.checks import whole_number
from hplearn.execution.deadline import check_seconds
from hplearn.execution.encoding import encode
from hplearn.execution.workers import WorkerDied, WorkerStopped, open_pool
from hplearn.tuning.continuing import Continuing, States
from hplearn.tuning.evaluation import Outcome, Request, measure
from hplearn.tuning.seeds import generator, seed_of
from hplearn.tuning.spaces import Space
from hplearn.tuning.trial_log import TrialLog
from hplearn.tuning.trials import SearchResult, Trial


class _Ended(Exception):
    """The search must end before its plan does."""


class Runner:
    """Run the trials of a search; use it as a context manager.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better, or ``-> (loss, info)`` with a dict of
        plain values. What it raises is recorded, and the search goes on.
    space : Space or what it takes
    search : str
        Name of the search, for the log.
    rng : int, Generator or None
        Seed. None draws a fresh one, or takes that of the log.
    settings : dict
        What else decides which trials are proposed, for the log; "points" must lie in the space.
    total : int or None
        Number of trials, where it is known, for the progress bar.
    workers : int, str, dask Client or None
        None or 1 computes here; an int is a number of processes, -1 one for each core; a string is
        the address of a Dask cluster.
    log : path or None
        File that keeps each finished trial, one JSON line each. A search with the log of an earlier
        run of the same search goes on from there; no finished trial runs again.
    timeout : float or None
        Seconds that one trial may take; then it has failed. Compiled code cannot be ended here,
        and on worker processes with its process only, a few seconds later.
    time_limit : float or None
        Seconds that the search may take. Then no trial starts, and running ones are dropped.
    callback : callable or None
        Called with each `Trial` that finishes, in no certain order, not with those of the log; the
        search ends if it returns True.
    progress : bool
        Whether to show a bar with the time left.

    Examples
    --------
    >>> with Runner(lambda config, budget: config["x"] ** 2, {"x": [0, 1]}, "mine") as runner:
    ...     trials = runner.run([{"x": 1}, {"x": 0}])
    >>> runner.result.best_config
    {'x': 0}
    """

    def __init__(
        self,
        evaluate,
        space,
        search,
        *,
        rng=None,
        settings=None,
        total=None,
        workers=None,
        log=None,
        timeout=None,
        time_limit=None,
        callback=None,
        progress=False,
    ):
        check_seconds("timeout", timeout)
        check_seconds("time_limit", time_limit)
        if callback is not None and not callable(callback):
            raise ValueError(f"callback must be a function of a trial or None, got {callback!r}")
        self.space, settings = Space(space), settings or {}
        self.space.checked(settings.get("points", ()))  # before a log is begun with them
        self._evaluate, self._workers, self._timeout = evaluate, workers, timeout
        self._time_limit, self._callback = time_limit, callback
        self._log_path, self._rng = log, rng
        self._header = {
            "search": search,
            "settings": settings,
            "space": [dict(branch) for branch in self.space.branches],
        }
        if log is not None and hasattr(evaluate, "identity"):
            self._header["evaluate"] = evaluate.identity()
        self._bar = partial(tqdm, total=total, disable=not progress, unit="trial")
        self._plans, self._trials = [], {}

    def __enter__(self):
        """Open the log and draw the seed."""
        self._logged, self._states, self._log, self._pool = {}, States(), None, None
        seed = seed_of(self._rng)
        with ExitStack() as opened:
            if self._log_path is not None:
                log = TrialLog(self._log_path, self._header | {"seed": seed})
                self._log = opened.enter_context(log)
                self._logged, seed = log.trials, log.header["seed"]
                self._states = States(f"{self._log_path}.states")
            self.rng = generator(self._rng, seed)
            self._bar = opened.enter_context(self._bar())
            self._stack = opened.pop_all()
        self._start = monotonic()
        return self

    def __exit__(self, kind, error, traceback):
        """Close the workers and the log; a search that had to end early ends quietly."""
        self._stack.close()
        return kind is _Ended

    def start(self, config, budget=None, parent=None):
        """Queue one trial, which continues the Trial `parent` if given; return its number."""
        return self._queue([config], budget, [parent])[0]

    def wait(self, number):
        """Return the finished `Trial` of that number, as `start` gave it."""
        whole_number("number", number, low=0, high=len(self._plans) - 1)
        while number not in self._trials:
            self._collect()
        return self._trials[number]

    def run(self, configs, budget=None, parents=None):
        """Return the finished trials of all `configs`, in their order."""
        numbers = self._queue(configs, budget, parents or [None] * len(configs))
        return [self.wait(number) for number in numbers]

    @property
    def result(self):
        """The `SearchResult` of all finished trials.

        Raises
        ------
        ValueError
            When there is none, or every trial failed.
        """
        trials = tuple(self._trials[number] for number in sorted(self._trials))
        if not trials:
            raise ValueError(f"no trial finished within time_limit={self._time_limit} s")
        if all(trial.failed for trial in trials):
            raise ValueError(f"all {len(trials)} trials failed; the first said: {trials[0].error}")
        return SearchResult(trials)

    def _queue(self, configs, budget, parents):
        self._check_time()
        first = len(self._plans)
        self._plans += [(c, budget, parent) for c, parent in zip(configs, parents, strict=True)]
        numbers = range(first, len(self._plans))
        fresh = [number for number in numbers if not self._replay(number)]
        self._submit(self._groups(fresh, budget))
        return numbers

    def _submit(self, groups):
        if groups and self._pool is None:
            task = partial(measure, self._evaluate, self._timeout)
            self._pool = self._stack.enter_context(open_pool(self._workers, task))
        for group in groups:
            timeout = self._timeout and self._timeout * len(group)
            self._pool.submit(group, [self._request(number) for number in group], timeout=timeout)

    def _request(self, number):
        config, budget, parent = self._plans[number]
        if parent is None or not isinstance(self._evaluate, Continuing):
            return Request(config, budget)
        state = self._states.load(parent.number)
        if state is None and not parent.failed:
            raise ValueError(
                f"log {self._log_path} lacks the state of trial {parent.number}, which trial "
                f"{number} continues: put its folder back, or begin another log"
            )
        return Request(config, budget, state)

    def _groups(self, numbers, budget):
        """Return which trials go to a worker together: those that `evaluate` can do at once."""
        if len(numbers) < 2 or not hasattr(self._evaluate, "group"):
            return [(number,) for number in numbers]
        groups = self._evaluate.group([self._plans[n][0] for n in numbers], budget)
        return [tuple(numbers[i] for i in group) for group in groups]

    def _replay(self, number):
        """Take the trial from the log, if it is there; return whether it was."""
        if number not in self._logged:
            return False
        trial, (config, budget, _) = self._logged[number], self._plans[number]
        there, here = encode([trial.config, trial.budget]), encode([config, budget])
        if there != here:
            raise ValueError(
                f"{self._log_path} belongs to another search: as trial {number} it has {there}, "
                f"this search proposes {here}"
            )
        self._keep(number, Outcome(trial.loss, trial.seconds, trial.error, trial.info))
        return True

    def _collect(self):
        """Wait until something has finished, and record all of it before anyone is told."""
        self._check_time()
        fresh = []
        for group, outcomes in self._pool.finished(self._time_left()):
            if isinstance(outcomes, WorkerDied) and len(group) > 1:  # which of them is at fault?
                self._submit([(number,) for number in group])
                continue
            if isinstance(outcomes, WorkerDied):
                outcomes = [self._lost(outcomes)] * len(group)
            for number, outcome in zip(group, outcomes, strict=True):
                trial = self._keep(number, outcome)
                self._states.save(number, outcome.state)
                if self._log:
                    self._log.append(trial)
                fresh.append(trial)
        if self._callback and True in [self._callback(trial) is True for trial in fresh]:
            raise _Ended

    def _lost(self, death):
        if isinstance(death, WorkerStopped):
            reason = f"took longer than timeout={self._timeout:g} s, and had to be killed"
            return Outcome(np.inf, self._timeout, f"TimeoutError: {reason}")
        return Outcome(np.inf, 0.0, str(death))

    def _keep(self, number, outcome):
        config, budget, parent = self._plans[number]
        loss, seconds, error, info, _ = outcome
        parent = parent and parent.number
        trial = Trial(number, config, budget, loss, seconds, error, parent, info)
        self._trials[number] = trial
        self._bar.update()
        return trial

    def _time_left(self):
        return self._time_limit and self._time_limit - (monotonic() - self._start)

    def _check_time(self):
        if self._time_limit and self._time_left() <= 0:
            raise _Ended
