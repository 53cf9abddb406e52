"""The one seam through which work goes to other processes and machines."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from numbers import Integral

import joblib
from tqdm.auto import tqdm

from hplearn.execution.pools.cluster import Cluster, is_client
from hplearn.execution.pools.here import Here
from hplearn.execution.pools.processes import Processes
from hplearn.execution.pools.recovery import Pool, WorkerDied, WorkerStopped

__all__ = ["WorkerDied", "WorkerStopped", "open_pool", "run_tasks"]


@contextmanager
def open_pool(workers, function):
    """Yield a pool that computes ``function(*args)`` for every task it is given.

    Parameters
    ----------
    workers : None, int, str or dask.distributed.Client
        None or 1 computes here; a larger number is one of processes on this machine, -1 one for
        each core; ``"tcp://host:port"`` or a client is a Dask cluster.
    function : callable
        It and what it closes over go to each worker once. It may be defined in a notebook.

    Yields
    ------
    pool
        ``pool.submit(key, *args)`` queues a task, ``pool.finished(timeout=None)`` waits and returns
        a list of (key, result), ``pool.size`` tasks run at once.

    Raises
    ------
    ValueError
        When `workers` is none of these.
    TypeError
        When the function cannot be pickled.

    Notes
    -----
    Each worker computes with one BLAS thread: two workers with two threads each were measured ten
    times slower on two cores.

    When a worker dies, finished tasks stay finished and the others run again. A task whose worker
    dies every time is given up: its result is a `WorkerDied`. One that does not heed the deadline
    of `hplearn.execution.deadline.call_within`, deep in compiled code, takes its process with it
    after a few seconds: its result is a `WorkerStopped`.

    Leaving the block early drops the queue and kills processes that still compute. On a Dask
    cluster a running task ends first, and while the cluster has no worker at all, tasks wait.

    Examples
    --------
    >>> with open_pool(None, divmod) as pool:
    ...     pool.submit("a", 7, 2)
    ...     pool.submit("b", 9, 4)
    ...     pool.finished() + pool.finished()
    [('a', (3, 1)), ('b', (2, 1))]
    """
    pool = _make_pool(workers, function)
    try:
        yield pool
    finally:
        pool.close()


def _make_pool(workers, function):
    if workers is None:
        return Here(function)
    if is_client(workers) or (isinstance(workers, str) and "://" in workers):
        return Pool(Cluster(workers, function))
    whole = isinstance(workers, Integral) and not isinstance(workers, bool)
    if not whole or (workers < 1 and workers != -1):
        raise ValueError(
            "workers must be None, a number of processes from 1, -1 for one on each core, "
            f'"tcp://host:port" or a Dask client, got {workers!r}'
        )
    size = joblib.cpu_count() if workers == -1 else int(workers)
    return Here(function) if size == 1 else Pool(Processes(size, function))


def run_tasks(function, tasks, *, n_jobs=None, progress=False):
    """Return ``[function(*task) for task in tasks]``, computed here or by workers.

    The results and their order do not depend on the number of workers. What several tasks share
    goes to each worker once.

    Parameters
    ----------
    function : callable
    tasks : sequence of tuple
        Arguments of each call.
    n_jobs : int or None
        As `workers` of `open_pool`; as in scikit-learn, -2 is one worker less than there are cores.
    progress : bool
        Whether to show a bar with the time left.

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
    if isinstance(n_jobs, Integral):
        n_jobs = joblib.effective_n_jobs(n_jobs)
    with open_pool(n_jobs, _Numbered(function, tasks)) as pool:
        for number in range(len(tasks)):
            pool.submit(number, number)
        with tqdm(total=len(tasks), disable=not progress) as bar:
            while len(results) < len(tasks):
                results |= pool.finished()
                bar.update(len(results) - bar.n)
    return [_checked(results[number]) for number in range(len(tasks))]


@dataclass(frozen=True)
class _Numbered:
    """Compute a task by its number, so that all tasks are shipped once and share what they hold."""

    function: Callable
    tasks: Sequence

    def __call__(self, number):
        return self.function(*self.tasks[number])


def _checked(result):
    if isinstance(result, WorkerDied):
        raise result
    return result
