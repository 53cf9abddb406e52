"""The one place that runs trials: here or on workers, logged, resumed, timed and reported.

A search decides which trials to try, and a `Runner` runs them. The search starts trials, waits for
them and starts more. It may decide by nothing but the runner's random numbers and the trials that
it waited for. Then the same seed gives the same trials however many workers there are, and a search
that was killed resumes by running again: trials that its log holds are answered from there.
"""

import warnings
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import KW_ONLY, dataclass, field, fields, replace
from difflib import get_close_matches
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from time import monotonic

import numpy as np
from tqdm.auto import tqdm

from hplearn.checks import check_seconds, require, whole_number
from hplearn.execution.encoding import encode
from hplearn.execution.workers import open_pool
from hplearn.tuning.continuing import Rung, StateFolder
from hplearn.tuning.dispatch import Dispatch
from hplearn.tuning.objective import Objective, Request
from hplearn.tuning.spaces import Space
from hplearn.tuning.trial_log import TrialLog
from hplearn.tuning.trials import AllTrialsFailed, SearchResult, Trial, TrialFailed

N_ALIKE = 3  # first trials that raise at the same place: their configurations are not to blame
IDLE = (
    "of {} workers {} can help at once, since a trial is decided by those before it: "
    "a larger in_flight, which changes the trials, lets more of them run side by side"
)
THEN = "; they failed alike, so the search ended: on_failure='ignore' would go on"

OTHER_NAMES = {  # of options, in other libraries
    "n_iter": "n_trials",
    "max_evals": "n_trials",
    "n_jobs": "workers",
    "random_state": "rng",
    "seed": "rng",
    "factor": "eta",
    "storage": "log",
    "pruner": "stopping",
    "directions": "direction",
    "sampler": "another search, such as tpe_search or random_search",
}


def search(*, counts=(), extends=""):
    """Return what makes a search of an algorithm: it opens a `Runner`, and runs it there.

    The algorithm is a function of a runner, a `Space` and whatever else the search takes, such as a
    Generator `rng`. Its callers pass `evaluate` in place of the runner, a seed for `rng`,
    and the options of `Runner`; they get the `SearchResult`.

    Parameters
    ----------
    counts : tuple of str
        Arguments that are whole numbers from 1, or their default: checked before a log is opened.
    extends : str
        The argument with more of which the search goes on from its log. Of the others, all that
        decide which trials are tried must be as in the log.
    """
    return partial(_made, counts=counts, extends=extends)


def _made(algorithm, counts, extends):
    first, *others = signature(algorithm).parameters.values()
    options = Parameter("options", Parameter.VAR_KEYWORD)
    as_called = Signature([first.replace(name="evaluate"), *others, options])

    def planned(*args, **kwargs):
        """Return a runner, and the function without arguments that carries the search out on it."""
        try:
            bound = as_called.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{algorithm.__name__}() {error}") from None
        bound.apply_defaults()
        given = bound.arguments
        evaluate, space, options = (given.pop(name) for name in ("evaluate", "space", "options"))
        if "rng" in options:
            raise TypeError(f"{algorithm.__name__}() draws nothing and has no rng")
        _check_options(algorithm.__name__, options, [*as_called.parameters][2:-1])
        for name in counts:
            if given[name] is not as_called.parameters[name].default:  # which may be None
                given[name] = whole_number(name, given[name], low=1)
        rng = given.get("rng", 0)  # a grid draws nothing
        settings = {k: v for k, v in given.items() if k not in ("rng", extends)}
        runner = Runner(evaluate, space, algorithm.__name__, rng=rng, settings=settings, **options)

        def carry_out():
            with runner:
                if "rng" in given:
                    given["rng"] = runner.rng
                if "points" in given:  # no draw where they are whole, as they nearly always are
                    points = given["points"]
                    given["points"] = [runner.space.completed(one, runner.rng) for one in points]
                algorithm(runner, runner.space, **given)
                runner.finish()

        return runner, carry_out

    @wraps(algorithm)
    def run(*args, **kwargs):
        runner, carry_out = planned(*args, **kwargs)
        carry_out()
        return runner.result

    run.__signature__, run.planned = as_called, planned
    return run


def _check_options(search, options, own):
    """Raise TypeError for an option that there is not, and name the nearest."""
    options_of_all = (one.name for one in fields(Runner) if one.kw_only)
    known = [*own, *(name for name in options_of_all if name not in ("rng", "settings"))]
    for name in options.keys() - set(known):
        ours = OTHER_NAMES.get(name)
        alike = [ours] if ours in known or name == "sampler" else []
        near = alike or get_close_matches(name, known, n=1) or [", ".join(known)]
        raise TypeError(f"{search}() has no option {name!r}: did you mean {near[0]}?")


class Ended(Exception):
    """The search must end before its plan does, for the reason it says."""


@dataclass(eq=False)
class Runner:
    """Run the trials of a search; use it as a context manager, once.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config)`` or ``evaluate(config, budget)``, which returns a loss, lower better, or
        ``(loss, info)`` with a dict of plain values. What it raises is recorded, and the search
        goes on. It may yield either after each unit of the budget instead; or ``(loss, state)``,
        and go on from there as ``evaluate(config, state)``; or be a `Continuing`.
    space : Space or what it takes
    search : str
        Name of the search, for the log.
    rng : int, Generator or None
        Seed. None draws a fresh one, or takes that of the log; a Generator draws one, too. Inside
        the ``with`` block it is the search's own Generator.
    settings : dict
        What else decides which trials are proposed, for the log; "points" must lie in the space,
        and may be parts of configurations.
    direction : {"minimize", "maximize"}
        "maximize" where `evaluate` returns a score; a trial's loss is then minus its score.
    workers : int, str, dask Client or None
        None or 1 computes here; an int is a number of processes, -1 one for each core; a string is
        the address of a Dask cluster.
    log : path or None
        File that keeps each finished trial, one JSON line each. A search with the log of an earlier
        run of the same search goes on from there; no finished trial runs again.
    accept_changed : bool
        Whether to go on from a log whose `evaluate` had other code or other values.
    on_failure : {"record", "raise", "ignore"}
        A trial that fails is recorded, and the search goes on; "record" ends it with an error if
        its first three trials raised at the same place, "raise" at any failure, "ignore" never. In
        the log each failure has its traceback, and the error has the first.
    retry_failed : bool
        Whether trials that failed, by the log, are tried again. If they are the last in the log,
        the search does as if they had never been; what it decided by earlier ones stands, so that
        they are tried at its end.
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

    evaluate: Callable
    space: Space
    search: str
    _: KW_ONLY
    rng: object = None
    settings: dict = field(default_factory=dict)
    direction: str = "minimize"
    workers: object = None
    log: object = None
    accept_changed: bool = False
    on_failure: str = "record"
    retry_failed: bool = False
    timeout: float | None = None
    time_limit: float | None = None
    callback: Callable | None = None
    progress: bool = False

    def __post_init__(self):  # noqa: D105
        check_seconds("timeout", self.timeout)
        check_seconds("time_limit", self.time_limit)
        is_right = self.on_failure in ("record", "raise", "ignore")
        require("on_failure", self.on_failure, is_right, "'record', 'raise' or 'ignore'")
        is_right = self.callback is None or callable(self.callback)
        require("callback", self.callback, is_right, "a function of a trial or None")
        self.objective = Objective(self.evaluate, self.direction)
        self.space = Space(self.space)
        self.space.checked(self.settings.get("points", ()))
        self._plans, self._limits, self._rungs = [], {}, {}  # by number; a plan has no loss yet
        self._trials, self._known = {}, []  # finished; waited for by the search, from the first on
        self._logged, self._latest = {}, {}  # by the log: decided by, and counted in the end
        self._again = set()  # trials that failed and are tried once more
        self.work = None  # who does the trials: opened with the first, or set before, by a `Study`
        self.n_left = self._at_once = self._opened = self._log = self.stopped_by = None
        self._running = False

    def __enter__(self):
        """Open the log and draw the seed."""
        if self._opened is not None:
            raise ValueError("a Runner runs one search: make another one for the next")
        seed = _seed_of(self.rng)
        with ExitStack() as opened:
            self._states = StateFolder(self.log and f"{self.log}.states")
            opened.callback(self._states.close)
            if self.log is not None:
                changes = {"accept_changed": self.accept_changed, "retry_failed": self.retry_failed}
                self._log = opened.enter_context(TrialLog(self.log, self._header(seed), **changes))
                opened.callback(lambda: self._log.note_changed(self._evaluate()))
                self._logged, self._latest = self._log.trials, self._log.latest
                seed = self._log.header["seed"]
            self.rng = np.random.default_rng(seed)
            self._bar = opened.enter_context(tqdm(disable=not self.progress, unit="trial"))
            self._opened = opened.pop_all()
        self._start, self._running = monotonic(), True
        return self

    def __exit__(self, kind, error, traceback):
        """Close the workers and the log; a search that had to end early ends quietly."""
        self._running = False
        self._opened.close()
        if error is not None:
            self.stopped_by = str(error) if kind is Ended else f"{kind.__name__}: {error}"
        return kind is Ended

    def expect(self, n_trials, at_once=None):
        """Say how many trials there will be, and how many at once, if that is limited."""
        self._bar.reset(n_trials)
        self.n_left, self._at_once = n_trials, at_once

    def known(self, number, in_flight):
        """Return the finished trials, from the first on, that decide the one of this number.

        That is all but the `in_flight` - 1 before it; of a trial that the log holds, with the
        `in_flight` that it had then.
        """
        logged = self._log.windows if self._log else ()
        windows = [in_flight, *(window for first, window in logged if first <= number)]
        n_known = max(number + 1 - (windows[-1] or 1), 0)
        while len(self._known) < n_known:
            self._known.append(self.wait(len(self._known)))
        return self._known[:n_known]

    def start(self, config, budget=None, parent=None, limits=None, keep=None):
        """Queue one trial, which continues the Trial `parent` if given; return its number.

        One that learns step by step ends at a step where its best loss is above its limit. `keep`
        is as in `run`.
        """
        return self._queue([config], budget, [parent], limits, keep)[0]

    def wait(self, number):
        """Return the finished `Trial` of that number, as `start` gave it."""
        whole_number("number", number, low=0, high=len(self._plans) - 1)
        while number not in self._trials:
            self._collect()
        return self._trials[number]

    def run(self, configs, budget=None, parents=None, keep=None):
        """Return the finished trials of all `configs`, in their order.

        `keep` says how many of them, the best, the search may go on from, while it never goes on
        from their parents again: other states are deleted. None keeps all.
        """
        numbers = self._queue(configs, budget, parents or [None] * len(configs), keep=keep)
        return [self.wait(number) for number in numbers]

    def finish(self):
        """Wait for every trial that was started, and for those that are tried again."""
        for number in range(len(self._plans)):
            self.wait(number)
        if self.retry_failed:
            self._again = {n for n in self._trials if n in self._latest and self._latest[n].failed}
            self._submit(sorted(self._again))
        while self._again:
            self._collect()
        self.stopped_by = "the end of its plan"

    @property
    def result(self):
        """The `SearchResult` of all finished trials.

        Raises
        ------
        ValueError
            When there is none, or every trial failed.
        """
        trials = tuple(self._as_planned(number) for number in sorted(self._trials))
        if not trials:
            limit = "" if self.time_limit is None else f" within time_limit={self.time_limit} s"
            raise ValueError(f"no trial finished{limit}")
        if all(trial.failed for trial in trials):
            raise AllTrialsFailed(trials)
        return SearchResult(trials, self.direction, self.stopped_by)

    def _header(self, seed):
        """Return what tells this search from others in its log."""
        branches = [dict(branch) for branch in self.space.branches]
        header = {"search": self.search, "settings": self.settings, "space": branches, "seed": seed}
        return header | {"evaluate": self._evaluate()}

    def _evaluate(self):
        """Return what the log knows of `evaluate` as it is now."""
        return self.objective.identity([dict(branch) for branch in self.space.branches])

    def _queue(self, configs, budget, parents, limits=None, keep=None):
        if not self._running:
            raise ValueError("a Runner runs trials inside its with block only")
        configs = self.space.checked(configs, "configs", whole=True)
        self.objective.check_budget(budget, limits)
        self._check_time()
        numbers = range(len(self._plans), len(self._plans) + len(configs))
        rung, self.n_left = Rung(keep, parents), self.n_left and self.n_left - len(configs)
        for number, config, parent in zip(numbers, configs, parents, strict=True):
            parent = parent and parent.number
            self._plans.append(Trial(number, config, budget, np.nan, 0.0, parent=parent))
            self._limits[number], self._rungs[number] = limits, rung
        fresh = [number for number in numbers if not self._replay(number)]
        self._check_failures()
        self._submit(fresh)
        return numbers

    def _replay(self, number):
        """Take the trial from the log, if it is there; return whether it was."""
        if number not in self._logged:
            return False
        logged, plan = self._logged[number], self._plans[number]
        stopped = self.objective.steps and "stopped_at" in logged.info
        budget = logged.budget if stopped else plan.budget
        there, here = encode([logged.config, logged.budget]), encode([plan.config, budget])
        if there != here:
            raise ValueError(
                f"{self.log} belongs to another search: as trial {number} it has {there}, "
                f"this search proposes {here}"
            )
        trial = replace(logged, config=plan.config, budget=budget, parent=plan.parent)
        self._keep(trial)
        self._states.drop(self._rungs[number].settle(trial))
        return True

    def _as_planned(self, number):
        """Return a finished trial as it counts in the end, after it was tried again."""
        trial, latest = self._trials[number], self._latest.get(number)
        if latest is None or not trial.failed:
            return trial
        return replace(latest, config=trial.config, parent=trial.parent)

    def _submit(self, numbers):
        if self.work is None and numbers:
            task = partial(self.objective.measure, timeout=self.timeout)
            pool = self._opened.enter_context(open_pool(self.workers, task))
            self.work = Dispatch(self.objective, pool, self.timeout)
            useful = self._at_once and self._at_once * getattr(self.evaluate, "n_parts", 1)
            if useful and useful < pool.size:
                warnings.warn(IDLE.format(pool.size, useful), UserWarning, stacklevel=2)
        if numbers:
            self.work.submit([self._request(number) for number in numbers])

    def _request(self, number):
        """Return what is to be done for a trial, with the state that it goes on from."""
        plan, state = self._plans[number], None
        if plan.parent is not None and self.objective.continues:
            state = self._states.get(plan.parent)
            if state is None and not self._trials[plan.parent].failed:
                raise ValueError(
                    f"log {self.log} lacks the state of trial {plan.parent}, which trial "
                    f"{number} continues: put its folder back, or begin another log"
                )
        return Request(plan, state, self._limits[number], self._rungs[number].keep != 0)

    def _collect(self):
        """Wait until something has finished, and record all of it before anyone is told."""
        self._check_time()
        fresh = []
        for number, told, state in self.work.finished(self._time_left()):
            fresh.append(replace(self._plans[number], **told))
            self._keep(fresh[-1])
            self._record(fresh[-1], state)
        self._check_failures(fresh)
        said = [self.callback(trial) for trial in fresh] if self.callback else []
        if any(isinstance(one, bool | np.bool_) and one for one in said):
            raise Ended("its callback")

    def _check_failures(self, fresh=()):
        """Raise the error that ends a search whose trials fail, as `on_failure` says."""
        failed = [trial for trial in fresh if trial.failed]
        if failed and self.on_failure == "raise":
            said = f"trial {failed[0].number} failed with {failed[0].config}: {failed[0].error}"
            raise TrialFailed(said, failed)
        first = [self._trials[n] for n in range(N_ALIKE) if n in self._trials]
        places = {trial.raised_at for trial in first}
        if self.on_failure != "record" or len(first) < N_ALIKE or len(places) > 1 or () in places:
            return
        if all(trial.failed for trial in self._logged.values()):
            if all(trial.failed for trial in self._trials.values()):
                raise AllTrialsFailed(first, THEN)
            said = f"the first {N_ALIKE} trials failed; the first said: {first[0].error}{THEN}"
            raise TrialFailed(said, first)  # others, at work at the same time, have succeeded

    def record_late(self, number, told):
        """Keep, and log, a trial that was under way when the search ended."""
        trial = replace(self._plans[number], **told)
        if self._log:
            self._log.retry_failed = False  # nothing is taken off any more
            with self._log as log:
                here, there = self._trials | self._latest, log.latest
                is_ours = {n: here[n].loss for n in here} == {n: there[n].loss for n in there}
                require("trial", trial, is_ours, "told before another study goes on from the log")
                log.append(trial)
        self._keep(trial)
        if self.callback:
            self.callback(trial)

    def _keep(self, trial):
        if trial.number in self._again:
            self._again.remove(trial.number)
            self._latest[trial.number] = trial
            return
        self._trials[trial.number] = trial
        self._bar.update()

    def _record(self, trial, state):
        """Write the state before the trial, and delete others after: one in the log has its own.

        For a moment there is one more than can go on. In another order a search killed between two
        of these steps would lack a state that its log promises.
        """
        needless = self._rungs[trial.number].settle(trial)
        if state is not None and trial.number not in needless:
            self._states[trial.number] = state
        if self._log:
            self._log.append(trial)
        self._states.drop(needless)

    def _time_left(self):
        return self.time_limit and self.time_limit - (monotonic() - self._start)

    def _check_time(self):
        if self.time_limit and self._time_left() <= 0:
            raise Ended(f"time_limit={self.time_limit:g} s")


def _seed_of(rng):
    """Return the seed that stands for `rng` in a log; a Generator draws one."""
    if isinstance(rng, np.random.Generator):
        return int(rng.integers(2**63))
    if isinstance(rng, np.random.RandomState):
        raise ValueError(f"rng must be an integer, a numpy.random.Generator or None, got {rng!r}")
    return None if rng is None else whole_number("rng", rng, low=0)
