"""Workers of a Dask cluster, on this machine or many."""

import pickle
import sys
from collections import Counter
from concurrent.futures import CancelledError
from functools import lru_cache
from itertools import count
from threading import get_ident
from time import monotonic
from uuid import uuid4

from hplearn.tuning.pools.recovery import WorkerDied, pack


class Cluster:
    """A crew of all threads of a Dask cluster that compute one function.

    The function is loaded by a task of its own, from bytes in the graph: what a killed worker held
    can be computed again, which scattered data could not. Dask would also run finished tasks again
    if their worker dies before we have the result. So each task is bound to one worker, and leaves
    its answer with the scheduler before it returns; we look there when the worker is gone.

    Parameters
    ----------
    workers : str or dask.distributed.Client
        ``"tcp://host:port"`` of the scheduler, or a client. A client is left open.
    function : callable

    Raises
    ------
    ImportError
        When `distributed` is missing.
    ConnectionError
        When no scheduler answers at the address.
    """

    alone_after = 2  # a death takes only what was on one worker
    heartbeat = 1.0

    def __init__(self, workers, function):
        distributed = _distributed()
        self._killed = distributed.KilledWorker
        payload = pack(function)
        self._client = _connect(distributed, workers) if isinstance(workers, str) else workers
        self._own = self._client is not workers
        self._executor = self._client.get_executor(pure=False)
        self._function = self._ship(payload)
        self._ledger, self._numbers, self._places = f"hplearn-{uuid4().hex}", count(), {}
        self._count_threads()

    @property
    def size(self):
        """How many tasks run at once: the threads that the cluster has now."""
        return sum(self._n_threads.values())

    @property
    def n_out(self):
        """How many to hand out: one waits beside each that runs, for it takes 12 ms to travel."""
        return 2 * self.size

    def start(self, payload):
        """Return the Future of one call, on the worker with the least to do."""
        load = Counter(address for address, _ in self._places.values())
        worker = min(self._n_threads, key=lambda address: load[address] / self._n_threads[address])
        place = worker, next(self._numbers)
        call = _call, self._function, payload, self._ledger, *place
        future = self._executor.submit(*call, workers=[worker])
        self._places[future] = place
        return future

    def notice(self):
        """Learn, once in a heartbeat, which workers there are; cancel what was on dead ones."""
        if monotonic() < self._counted + self.heartbeat:
            return
        self._count_threads()
        for future, (worker, _) in self._places.items():
            if worker not in self._n_threads:
                future.cancel()

    def result(self, future):
        """Return what a task returned, or `WorkerDied`."""
        worker, number = self._places.pop(future)
        try:
            return future.result()
        except self._killed:
            return WorkerDied()
        except CancelledError:
            answers = self._client.get_metadata([self._ledger, worker], {}).values()
            return next((pickle.loads(a) for n, a in answers if n == number), WorkerDied())

    def stop(self, running):
        """Cancel what has not started; a thread that computes cannot be stopped from outside."""
        if running:
            self._executor.shutdown(wait=False)
        self._function.release()
        self._client.set_metadata([self._ledger], None)
        if self._own:
            self._client.close()

    def _count_threads(self):
        self._n_threads, self._counted = dict(self._client.nthreads()), monotonic()

    def _ship(self, payload):
        import dask

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            return self._client.submit(pickle.loads, payload, pure=False)


def is_client(workers):
    """Return whether `workers` is a Dask client; imports nothing."""
    distributed = sys.modules.get("distributed")
    return distributed is not None and isinstance(workers, distributed.Client)


def _distributed():
    try:
        import distributed
    except ImportError as error:
        raise ImportError(
            'workers on a Dask cluster need an extra: pip install "hplearn[distributed]"'
        ) from error
    return distributed


def _connect(distributed, address):
    try:
        return distributed.Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConnectionError(
            f"workers must be the address of a running Dask scheduler, got {address!r}: {error}"
        ) from error


def _call(function, payload, ledger, worker, number):
    """Return one result. The ledger keeps the last answer of each thread, so it stays small."""
    from distributed import get_client

    _pin(ledger, len(sys.modules))
    result = function(*pickle.loads(payload))
    get_client().set_metadata([ledger, worker, str(get_ident())], (number, pack(result)))
    return result


@lru_cache(maxsize=1)
def _pin(ledger, n_modules):
    """Give this worker one BLAS thread: once for a pool, and again after something was imported.

    No limit is lifted afterwards: where a worker has several threads another may be computing.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)
