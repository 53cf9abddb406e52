"""Ask and tell: a search whose trials run in a loop of your own."""

from collections import deque
from contextvars import copy_context
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from threading import Condition, RLock, Thread
from time import perf_counter
from weakref import finalize

from hplearn.checks import require
from hplearn.execution.encoding import encode
from hplearn.tuning.objective import failure, raised
from hplearn.tuning.runner import Ended


class Study:
    """A search that is asked for each trial and told its loss.

    The trials are those of the search as a function: ``Study(space, tpe_search, rng=0)`` proposes
    what ``tpe_search(evaluate, space, rng=0)`` tries, if it is told the same losses, in any order.

    Parameters
    ----------
    space : Space, dict or list of dicts
        See `Space`.
    search : callable
        One of the searches, such as `tpe_search` or `hyperband`.
    **options
        What the search takes, and the options of `Runner` but `workers` and `timeout`, since it is
        your loop that runs the trials. With a `log` the study goes on from there: trials that were
        told come from it, and those that were only asked for are proposed again.

    Raises
    ------
    ValueError, TypeError
        When an argument cannot be used.

    Notes
    -----
    The search runs in a thread of its own, which computes only while `ask`, `tell` or `fail` wait
    for it. All three may be called from several threads. The log is closed at the end of the
    search, by `close`, at the end of a ``with`` block, and when the study is no longer used.

    Examples
    --------
    >>> from hplearn.tuning import Uniform, tpe_search
    >>> study = Study({"x": Uniform(0, 4)}, tpe_search, n_trials=30, rng=0)
    >>> while study.n_ready:
    ...     trial = study.ask()
    ...     study.tell(trial, (trial.config["x"] - 2) ** 2)
    >>> len(study.result.trials), study.result.best_loss < 0.01
    (30, True)
    """

    def __init__(self, space, search, **options):
        while isinstance(search, partial):
            options, search = search.keywords | options, search.func
        right = hasattr(search, "planned")
        require("search", search, right, "one of the searches, such as tpe_search")
        for name in options.keys() & {"workers", "timeout"}:
            require(name, options[name], options[name] is None, "None where your own loop works")
        evaluate = _Told(options.get("direction", "minimize"))
        self._runner, carry_out = search.planned(evaluate, space, **options)
        self._runner.work = self._desk = _Desk()
        self._asked, self._lock = {}, RLock()  # (trial, time) by number
        self.close = finalize(self, self._desk.close)
        self._desk.open(carry_out)

    def __enter__(self):
        """Return self."""
        return self

    def __exit__(self, *_):
        """End the search."""
        self.close()

    @property
    def n_ready(self):
        """How many trials `ask` can give before another one is told; 0 at the end."""
        with self._lock:
            self._desk.go_on()
            return len(self._desk.waiting)

    @property
    def result(self):
        """The `SearchResult` of the trials that were told."""
        with self._lock:
            return self._runner.result

    def ask(self):
        """Return the next `Trial`, whose loss is not known yet.

        Its `config` and `budget` say what to do. With a `parent` it goes on from where that trial
        ended, if your loop kept its state.

        Raises
        ------
        ValueError
            When every trial of the search was asked for, or the next one depends on those that
            were not told yet.
        """
        with self._lock:
            if not self.n_ready and self._desk.is_over:
                ended = f"the search ended by {self._runner.stopped_by}"
                raise ValueError(f"no trial is left to ask for: {ended}")
            if not self.n_ready:
                untold = ", ".join(map(str, self._asked))
                waits = "the next trial depends on trials that were not told yet"
                why = waits if self._runner.n_left != 0 else "no trial is left to ask for"
                raise ValueError(f"{why}: tell one of {untold}")
            trial = deepcopy(self._desk.waiting.popleft().plan)
            self._asked[trial.number] = trial, perf_counter()
            return trial

    def tell(self, trial, loss, info=None):
        """Record, and log, the loss of a trial, or its score with ``direction="maximize"``.

        Parameters
        ----------
        trial : Trial
            As `ask` gave it. Each is told once, in any order, and is recorded even after the end of
            the search, until another study goes on from the log.
        loss : float
            Finite; of a trial without one tell `fail`.
        info : dict, optional
            What else should be remembered, as plain values.

        Raises
        ------
        ValueError
            For a trial that was not asked for or was told already, or a loss that is no number.
        """
        with self._lock:
            asked_at = self._time_of(trial)
            require("info", info, info is None or isinstance(info, dict), "a dict or None")
            answer, seconds = (loss, info or {}), perf_counter() - asked_at
            try:
                fields = self._runner.objective.outcome(answer, seconds)
            except TypeError:
                fields = failure("")
            is_right = "error" not in fields
            require("loss", loss, is_right, "a finite number (without one, call fail)")
            self._record(trial, fields)

    def fail(self, trial, error):
        """Record that a trial has no loss, for the reason `error`: an exception, or a text."""
        with self._lock:
            seconds = perf_counter() - self._time_of(trial)
            require("error", error, isinstance(error, str | Exception), "an exception or a text")
            kind = failure if isinstance(error, str) else raised
            self._record(trial, kind(error, seconds))

    def _time_of(self, trial):
        """Return when a trial was asked for; raise ValueError if nobody waits for its loss."""
        asked, since = self._asked.get(getattr(trial, "number", None), (None, None))
        # a loop may change its config, or have a copy of the trial from another process
        is_it = asked is not None and (
            asked is trial or encode(asked.config) == encode(trial.config)
        )
        require("trial", trial, is_it, "one that ask() gave and that was not told yet")
        return since

    def _record(self, trial, fields):
        asked = self._asked.pop(trial.number)
        if not self._desk.go_on((trial.number, fields, None)):
            self._asked[trial.number] = asked  # until it is recorded
            self._runner.record_late(trial.number, fields)
            del self._asked[trial.number]


@dataclass(frozen=True)
class _Told:
    """Stands where a search has its `evaluate`: losses are told, and of what is not known."""

    direction: str

    def __call__(self, config, budget=None):
        """Take a budget, as every loop can."""

    def identity(self):
        """Return what a log can know: a function's log is not a study's."""
        known = {"told": "by a study"}
        return known if self.direction == "minimize" else known | {"direction": self.direction}


class _Desk:
    """Where a search, in its thread, leaves trials, and the loop leaves what became of them.

    One of the two works at a time, the search while `_searching`, and the other one waits.
    """

    def __init__(self):
        self.waiting, self.is_over = deque(), False  # requests that nobody asked for
        self._turn, self._searching, self._is_closed = Condition(), False, False
        self._told, self._error = [], None

    def open(self, carry_out):
        """Start the search; return when it has trials to do, or has ended."""

        def work():
            try:
                carry_out()
            except BaseException as error:
                self._error = error
            self.is_over = True
            self.waiting.clear()
            self._hand_over(False, wait=False)

        self._searching = True
        Thread(target=copy_context().run, args=(work,), daemon=True).start()
        self.go_on()

    def submit(self, requests):
        """Leave trials to be asked for."""
        self.waiting.extend(requests)

    def finished(self, timeout=None):
        """Return what was told, once it is the search's turn again."""
        self._hand_over(False)
        told, self._told = self._told, []
        if self._is_closed and not told:
            raise Ended("close()")
        return told

    def go_on(self, *told):
        """Let the search take what was told, until it waits again; return whether it could.

        What it raises is raised.
        """
        with self._turn:
            self._turn.wait_for(lambda: not self._searching)  # it was interrupted
            could = not self.is_over
            if could:
                self._told += told
                self._hand_over(True)
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            return could

    def close(self):
        """End the search."""
        self._is_closed = True
        self.go_on()

    def _hand_over(self, searching, wait=True):
        """Give the turn to the search, or to the loop, and wait until it comes back."""
        with self._turn:
            self._searching = searching
            self._turn.notify_all()
            if wait:
                self._turn.wait_for(lambda: self._searching != searching)
