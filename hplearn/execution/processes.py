"""Worker processes on this machine: executors of loky with one process each.

If processes share an executor, loky ends all of them when one dies. With an executor for each, a
death costs one task and shows which one caused it, and a task that is late is killed alone. joblib
and scikit-learn have an executor of their own, which is not touched.
"""

import faulthandler
import math
import os
import pickle
import signal
import threading
from collections import defaultdict
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from contextlib import suppress
from time import monotonic, sleep

from loky import ProcessPoolExecutor

from hplearn.execution.answers import Lost, WorkerDied, WorkerStopped, packed_answer
from hplearn.execution.one_thread import ONE_THREAD

IDLE_SECONDS = 300
"""A process ends after this long without a task."""

GRACE = 3.0
"""Seconds that a task may take to end after its timeout, before its process ends itself."""

N_STARTS = 3
"""A function is given up once it has killed so many processes that loaded it."""

PIECE = 15_000
"""Bytes of an answer that are sent at once.

A pipe takes a message of this size as a whole or not at all. If the sender of a longer one were
killed halfway, loky would wait for the rest for ever.
"""


class Processes:
    """The processes of one pool, which compute one function."""

    def __init__(self, size, function):
        self.size, self._function, self._busy = size, function, {}
        with ThreadPoolExecutor(size) as threads:  # they start at the same time
            self._free = list(threads.map(ready_process, [function] * size))

    @property
    def has_room(self):
        """Whether a process is free."""
        return bool(self._free)

    def start(self, task):
        """Return the Future of a task, on a free process."""
        process = self._free.pop()
        if process.is_stale:
            process = ready_process(self._function)
        try:
            future = process.compute(task.args, task.timeout)
        except BrokenExecutor:  # it died after its last task
            process = ready_process(self._function)
            future = process.compute(task.args, task.timeout)
        self._busy[future] = process
        return future

    def answer(self, future):
        """Return the packed answer of a future that is done; raise `Lost` or `WorkerStopped`."""
        process = self._busy.pop(future)
        try:
            answer = process.answer(future)
        except Exception:  # loky's own; what the function raises is an answer
            self._free.append(ready_process(self._function))
            raise (WorkerStopped() if process.was_late else Lost(1)) from None
        self._free.append(process)
        return answer

    def close(self):
        """Kill the processes that still compute; the others stay for the next pool."""
        for future, process in self._busy.items():
            if future.done():
                self._free.append(process)
            else:
                process.kill(future)
        _IDLE[os.getpid()] += self._free


_IDLE = defaultdict(list)
"""Processes that no pool uses, by the id of their parent: a fork cannot use its parent's."""


def ready_process(function):
    """Return a process that has loaded the function."""
    n_starts = 0
    while n_starts < N_STARTS:
        try:
            process = _IDLE[os.getpid()].pop()
        except IndexError:
            process, n_starts = Process(), n_starts + 1
        if process.is_stale:
            continue
        with suppress(BrokenExecutor):
            process.load(function)
            return process
    raise WorkerDied(f"{N_STARTS} workers died while they loaded the function (crash or memory)")


class Process:
    """One worker process, which starts when it is first used and ends with this one."""

    def __init__(self):
        self._last_used, self.was_late = monotonic(), False
        self._executor = ProcessPoolExecutor(
            1, timeout=IDLE_SECONDS, initializer=_prepare, initargs=(os.getpid(),), env=ONE_THREAD
        )

    @property
    def is_stale(self):
        """Whether it may be about to end for lack of tasks, when loky can lose a new one."""
        return monotonic() > self._last_used + IDLE_SECONDS / 2

    def load(self, function):
        """Return once the process has the function."""
        self._executor.submit(_load, function).result()
        self._last_used = monotonic()

    def compute(self, args, timeout):
        """Return the Future of the length of an answer and its first piece."""
        limit = math.inf if timeout is None else timeout + GRACE
        late = monotonic() + limit

        def note_end(future):
            self.was_late = monotonic() >= late

        future = self._executor.submit(_compute, args, limit)
        future.add_done_callback(note_end)
        return future

    def answer(self, future):
        """Return the whole answer."""
        length, piece = future.result()
        self._last_used = monotonic()
        starts = range(PIECE, length, PIECE)
        return piece + b"".join(self._executor.submit(_rest, n).result() for n in starts)

    def kill(self, future):
        """Kill the process, but only once loky has taken its task, or a thread of loky's fails."""
        end = monotonic() + GRACE
        while not (future.running() or future.done()) and monotonic() < end:
            sleep(0.001)
        self._executor.shutdown(kill_workers=True)


_held = {}
"""In a worker process: the function that it computes, the last answer, and where dumps go."""


def _prepare(parent):
    """Leave Ctrl-C, and what is said of a crash, to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held["nowhere"] = open(os.devnull, "w")  # noqa: SIM115 -- as long as the process lives
    if "PYTHONFAULTHANDLER" not in os.environ:  # loky leaves a handler that is there
        faulthandler.enable(_held["nowhere"])

    def watch():
        while os.getppid() == parent:
            sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _load(function):
    _held["function"] = pickle.loads(function)


def _compute(args, limit):
    """Return the length of the answer and its first piece; after `limit` seconds the process ends.

    A new process, which loky starts in the place of one that was idle too long, has no function.
    Then this fails, and the task runs again.
    """
    if limit < math.inf:  # works even in compiled code, where Python's own timers do not
        faulthandler.dump_traceback_later(limit, exit=True, file=_held["nowhere"])
    _held["answer"] = answer = packed_answer(_held["function"], args)
    faulthandler.cancel_dump_traceback_later()
    return len(answer), answer[:PIECE]


def _rest(start):
    return _held["answer"][start : start + PIECE]
