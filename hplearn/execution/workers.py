"""The one place from which work goes to other processes and machines.

A `Pool` queues tasks, and runs a task again if its worker died. Its workers, processes of this
machine or a Dask cluster, give a Future for each task.
"""

import math
import pickle
import warnings
from collections import deque
from contextlib import closing, suppress
from functools import partial
from numbers import Integral
from queue import Empty, SimpleQueue
from time import monotonic
from typing import NamedTuple

import joblib

from hplearn.checks import require
from hplearn.execution.answers import Lost, WorkerDied, WorkerStopped, pack
from hplearn.execution.cluster import Cluster, is_client
from hplearn.execution.processes import Processes

N_LIVES = 3
"""How often a task may run if its worker dies each time; the last time it runs alone."""

PATIENCE = 10.0  # seconds without an answer, after which one asks whether there is any worker
NOBODY = "the Dask cluster has no worker now, and its tasks wait until one comes"


def open_pool(workers, function):
    """Return a pool that computes ``function(*args)`` for every task, to be used in a ``with``.

    Parameters
    ----------
    workers : None, int, str or dask.distributed.Client
        None or 1 computes here; a larger number is one of processes on this machine, -1 one for
        each core, -2 one less, as scikit-learn's `n_jobs`; ``"tcp://host:port"`` or a client is a
        Dask cluster.
    function : callable
        It goes to each worker once, with all that it closes over, and may be defined in a notebook.

    Returns
    -------
    context manager
        It gives the pool: ``pool.submit(key, *args, timeout=None)`` queues a task, and
        ``pool.finished(timeout=None)`` waits and returns a list of (key, result).

    Raises
    ------
    ValueError
        When `workers` is none of these.
    TypeError
        When the function cannot be pickled.
    ImportError
        When a Dask cluster is asked for and `distributed` is missing.
    ConnectionError
        When no scheduler answers at the address.

    Notes
    -----
    Each worker computes with one BLAS thread: two workers with two threads each were measured ten
    times slower on two cores.

    When a worker dies, its task runs again. A task whose worker dies every time is given up: its
    result is a `WorkerDied`. If a task is still in compiled code a few seconds after its timeout,
    its process ends itself: the result is a `WorkerStopped`. A thread of a Dask worker cannot be
    stopped from outside.

    Leaving the block early drops the queue and kills processes that still compute. Idle ones are
    kept for the next pool. On a Dask cluster running tasks end first, and tasks wait as long as
    the cluster has no worker; a warning says so.

    Examples
    --------
    >>> with open_pool(None, divmod) as pool:
    ...     pool.submit("a", 7, 2)
    ...     pool.submit("b", 9, 4)
    ...     pool.finished() + pool.finished()
    [('a', (3, 1)), ('b', (2, 1))]
    """
    if workers is None:
        return closing(Here(function))
    if is_client(workers) or (isinstance(workers, str) and "://" in workers):
        return closing(Pool(Cluster(workers, pack(function))))
    is_right = isinstance(workers, Integral) and not isinstance(workers, bool) and workers != 0
    expected = "None, a number of processes like scikit-learn's n_jobs"
    require("workers", workers, is_right, f'{expected}, "tcp://host:port" or a Dask client')
    size = workers if workers > 0 else max(1, joblib.cpu_count() + 1 + workers)
    return closing(Here(function) if size == 1 else Pool(Processes(size, pack(function))))


def run_tasks(function, tasks, *, n_jobs=None):
    """Return ``[function(*task) for task in tasks]``, computed here or by workers.

    The results and their order do not depend on the number of workers. Data that several tasks
    share go to each worker once.

    Parameters
    ----------
    function : callable
    tasks : sequence of tuple
        Arguments of each call.
    n_jobs : int or None
        As `workers` of `open_pool`.

    Raises
    ------
    WorkerDied
        When a task kills each worker that runs it.

    Examples
    --------
    >>> run_tasks(divmod, [(7, 2), (9, 4)])
    [(3, 1), (2, 1)]
    """
    results = {}
    with open_pool(n_jobs, partial(_run_numbered, function, tasks)) as pool:
        for number in range(len(tasks)):
            pool.submit(number, number)
        while len(results) < len(tasks):
            results |= pool.finished()
    for result in results.values():
        if isinstance(result, WorkerDied):
            raise result
    return [results[number] for number in range(len(tasks))]


def _run_numbered(function, tasks, number):
    """Compute a task by its number, since all tasks are sent at once and share their data."""
    return function(*tasks[number])


class Here:
    """Computes the next queued task in this process whenever a result is waited for."""

    size = 1

    def __init__(self, function):
        self._function, self._queue = function, deque()

    def submit(self, key, *args, timeout=None):
        """Queue ``function(*args)`` under `key`; in this process no timeout ends it."""
        self._queue.append((key, args))

    def finished(self, timeout=None):
        """Return the next task as a list of one (key, result), empty if nothing is queued."""
        if not self._queue:
            return []
        key, args = self._queue.popleft()
        return [(key, self._function(*args))]

    def close(self):
        """Drop the queue."""
        self._queue.clear()


class Task(NamedTuple):
    """A call, and how often its worker has died."""

    key: object
    args: tuple
    timeout: float | None
    n_deaths: int = 0

    @property
    def is_suspect(self):
        """Whether its next death is its last, so that it runs alone."""
        return self.n_deaths >= N_LIVES - 1


class Pool:
    """Runs tasks on workers, and runs a task again if its worker died.

    A task may die through the fault of another, for example if both need much memory. The last
    time it therefore runs alone, so that its death can have no other cause.
    """

    def __init__(self, workers):
        self._workers, self._queue = workers, deque()
        self._running, self._done = {}, SimpleQueue()

    @property
    def size(self):
        """How many tasks run side by side, as far as that is known."""
        return self._workers.size

    def submit(self, key, *args, timeout=None):
        """Queue ``function(*args)`` under `key`; a free worker starts at once."""
        self._queue.append(Task(key, args, timeout))
        self._hand_out()

    def finished(self, timeout=None):
        """Return (key, result) of a task that has ended, as a list of one.

        Waits at most `timeout` seconds; the list is empty after that, or if nothing is queued. The
        result of a task that was given up is a `WorkerDied`, and that of a task whose process was
        killed for its timeout a `WorkerStopped`. What the function raised is raised.
        """
        end = math.inf if timeout is None else monotonic() + timeout
        ended = []
        while not ended and self._hand_out() and (future := self._next_done(end)):
            ended = self._outcome(self._running.pop(future), future)
        self._hand_out()
        return ended

    def close(self):
        """Drop the queue, and stop running tasks."""
        self._queue.clear()
        self._workers.close()

    def _hand_out(self):
        """Start as many tasks as there is room for; return whether any is running."""
        while self._queue and self._workers.has_room and not self._must_wait():
            task = self._queue.popleft()
            future = self._workers.start(task._replace(args=pack(task.args)))
            self._running[future] = task
            future.add_done_callback(self._done.put)
        return bool(self._running)

    def _must_wait(self):
        """Return whether the next task has to wait, since it or a running one must run alone."""
        if not self._running:
            return False
        return self._queue[0].is_suspect or next(iter(self._running.values())).is_suspect

    def _next_done(self, end):
        """Return a future that is done, or None when `end` is reached."""
        left = math.inf
        while left > 0:
            left = end - monotonic()
            with suppress(Empty):
                return self._done.get(timeout=max(0, min(left, PATIENCE)))
            with suppress(OSError):  # a scheduler that is gone is told with its tasks
                if left > PATIENCE and self._workers.size == 0:
                    warnings.warn(NOBODY, UserWarning, stacklevel=2)
        return None

    def _outcome(self, task, future):
        """Return [(key, result)], or an empty list if the task has to run again."""
        try:
            result, error = pickle.loads(self._workers.answer(future))
        except WorkerStopped as stopped:
            return [(task.key, stopped)]
        except Lost as lost:
            return self._run_again(task, *lost.args)
        if error is not None:
            raise error
        return [(task.key, result)]

    def _run_again(self, task, n_deaths):
        again = task._replace(n_deaths=task.n_deaths + n_deaths)
        if not task.is_suspect:
            self._queue.appendleft(again)
            return []
        reason = f"its worker died {again.n_deaths} times, at last with nothing beside it"
        return [(task.key, WorkerDied(f"{reason} (crash or memory)"))]
