"""Tasks on workers that may die: nothing finished is lost, and what kills its worker is found.

A task that died with its worker runs again, at last with nothing beside it: then a death names its
cause. One that dies three times is given up.
"""

import math
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from time import monotonic, sleep
from typing import NamedTuple

import cloudpickle

N_LIVES = 3


class WorkerDied(Exception):
    """A task did not end because its worker died."""


class WorkerStopped(WorkerDied):
    """A task did not heed its deadline, and its worker ended itself."""


class _Task(NamedTuple):
    key: object
    payload: bytes
    n_deaths: int = 0


class Pool:
    """Run tasks on a crew of workers, and run again what a dead worker left.

    Parameters
    ----------
    crew : object
        `size` of its tasks run at once and `n_out` may be handed out. ``start(payload)`` gives a
        `concurrent.futures.Future`, and ``result(future)`` what the task returned or, if it died, a
        `WorkerDied`; a `WorkerStopped` if by its own doing. A task that has died `alone_after`
        times runs alone; this is less than 3, so that none is given up for another's fault.
        ``notice()`` is called every `heartbeat` seconds or more often, and may cancel what is lost;
        a heartbeat of None is where no one has to look. What ``notice()`` raises it raises again
        as long as it holds. ``stop(running)`` ends the crew and is told whether tasks still run.
    """

    def __init__(self, crew):
        self._crew, self._queue, self._suspects, self._out = crew, deque(), deque(), {}

    @property
    def size(self):
        """How many tasks run at once."""
        return self._crew.size

    def submit(self, key, *args):
        """Queue ``function(*args)`` under `key`; a free worker starts at once."""
        self._queue.append(_Task(key, pack(args)))
        self._hand_out()

    def finished(self, timeout=None):
        """Return (key, result) of all tasks that have ended since the last call.

        Waits for one to end, at most `timeout` seconds. The list is empty after that, or if nothing
        is queued. Where a task was given up its result is a `WorkerDied`; where it took too long
        and could not be ended otherwise, a `WorkerStopped`.
        """
        ended, end = [], math.inf if timeout is None else monotonic() + timeout
        while not ended and (self._out or self._suspects or self._queue):
            self._wait(end - monotonic())
            for future in [future for future in self._out if future.done()]:
                ended += self._outcome(self._out.pop(future), self._crew.result(future))
            try:
                self._crew.notice()
                self._hand_out()
            except Exception:
                if not ended:  # else what has ended first: the error comes again
                    raise
            if monotonic() >= end:
                break
        return ended

    def _wait(self, seconds):
        """Wait until a task has ended, or for so long, or for a heartbeat."""
        seconds = max(0, min(seconds, self._crew.heartbeat or math.inf))
        if self._out:
            wait(self._out, None if seconds == math.inf else seconds, FIRST_COMPLETED)
        else:  # there is no worker now
            sleep(seconds)

    def close(self):
        """Drop what is queued, and stop what is running."""
        self._queue.clear()
        self._suspects.clear()
        self._crew.stop(running=not all(future.done() for future in self._out))

    def _hand_out(self):
        """Start tasks on free workers; a suspect with nothing beside it from start to end."""
        if any(map(self._is_suspect, self._out.values())):
            return
        if self._suspects:
            if not self._out and self.size:
                self._start(self._suspects.popleft())
            return
        while self._queue and len(self._out) < self._crew.n_out:
            self._start(self._queue.popleft())

    def _start(self, task):
        self._out[self._crew.start(task.payload)] = task

    def _outcome(self, task, result):
        """Return [(key, result)], or nothing where the task has to run again."""
        if not isinstance(result, WorkerDied) or isinstance(result, WorkerStopped):
            return [(task.key, result)]
        task = task._replace(n_deaths=task.n_deaths + 1)
        if task.n_deaths == N_LIVES:
            reason = f"its worker died {N_LIVES} times, at last with nothing beside it"
            return [(task.key, WorkerDied(f"{reason} (crash or memory)"))]
        again = self._suspects if self._is_suspect(task) else self._queue
        again.appendleft(task)
        return []

    def _is_suspect(self, task):
        return task.n_deaths >= self._crew.alone_after


def pack(thing, **options):
    """Return `thing` as bytes that another process can load, also if a notebook defines it.

    Raises
    ------
    TypeError
        When it holds what cannot leave this process, such as a lock or an open file.

    Examples
    --------
    >>> import pickle
    >>> pickle.loads(pack(lambda x: x + 1))(1)
    2
    """
    try:
        return cloudpickle.dumps(thing, protocol=5, **options)
    except Exception as error:
        raise TypeError(f"workers can only compute what can be pickled: {error}") from error
