"""Workers of a Dask cluster, on this machine or many."""

import pickle
import sys
from itertools import count
from uuid import uuid4

from hplearn.tuning.pools.recovery import WorkerDied, pack


class Cluster:
    """A crew of all threads of a Dask cluster that compute one function.

    The function is loaded by a task of its own, from bytes in the graph: what a killed worker held
    can be computed again, which scattered data could not. Dask also runs finished tasks again if
    their worker dies before we have the result. So each task notes on the scheduler that it has
    started, and its answer before it returns; one that finds its answer there returns that.

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

    alone_after = 2  # a death takes only what ran on one worker

    def __init__(self, workers, function):
        distributed = _distributed()
        self._killed = distributed.KilledWorker
        payload = pack(function)
        self._client = _connect(distributed, workers) if isinstance(workers, str) else workers
        self._own = self._client is not workers
        self.size = max(1, sum(self._client.nthreads().values()))
        self.n_out = 2 * self.size  # a task takes 12 ms to travel: the next one waits beside it
        self._executor = self._client.get_executor(pure=False)
        self._function = self._ship(payload)
        self._ledger, self._numbers = f"hplearn-{uuid4().hex}", count()

    def start(self, payload):
        """Return the Future of one call."""
        place = [self._ledger, next(self._numbers)]
        future = self._executor.submit(_call, self._function, payload, place)
        future.add_done_callback(lambda done: done.cancelled() or self._forget(place))
        return future

    def result(self, future):
        """Return what a task returned, or `WorkerDied`."""
        try:
            return future.result()
        except self._killed:
            return WorkerDied()

    def stop(self, running):
        """Cancel what has not started; a thread that computes cannot be stopped from outside."""
        if running:
            self._executor.shutdown(wait=False)
        self._function.release()
        self._client.set_metadata([self._ledger], None)
        if self._own:
            self._client.close()

    def _ship(self, payload):
        import dask

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            return self._client.submit(pickle.loads, payload, pure=False)

    def _forget(self, place):
        """Have the scheduler keep None in place of an answer that is here; waits for nothing.

        Not nothing: until Dask has let go of the task, it may still run it again.
        """
        scheduler = self._client.scheduler
        self._client.loop.add_callback(scheduler.set_metadata, keys=place, value=pack(None))


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


def _call(function, payload, place):
    """Return one result, computed with one BLAS thread from now on in this worker.

    No limit is lifted afterwards: where a worker has several threads another may be computing.
    """
    from distributed import get_client
    from threadpoolctl import threadpool_limits

    ledger = get_client()
    noted = ledger.get_metadata(place, None)
    if noted is not None:
        return pickle.loads(noted) if noted else WorkerDied()
    ledger.set_metadata(place, b"")
    threadpool_limits(1)
    result = function(*pickle.loads(payload))
    ledger.set_metadata(place, pack(result))
    return result
