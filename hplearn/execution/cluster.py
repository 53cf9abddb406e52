"""The workers of a Dask cluster, on this machine or many."""

import asyncio
import pickle
import sys
from concurrent.futures import CancelledError

from hplearn.execution.answers import Lost, packed_answer


class Cluster:
    """The workers of a Dask cluster; all tasks go to its scheduler at once, which places them.

    If a worker dies, Dask itself runs its task again, as often as its setting
    ``distributed.scheduler.allowed-failures`` says, and with other tasks beside it. An answer can
    be lost with its worker, too, so a Future is done only when it is here. Those of
    ``Client.get_executor`` never end if the task is given up when it runs again.

    A task of its own loads the function, from bytes that the scheduler keeps. If the function is
    lost with its worker, it is loaded again, while scattered data would be gone.
    """

    has_room = True

    def __init__(self, workers, function):
        distributed, dask = _distributed()
        self._killed_worker = distributed.KilledWorker
        self._own, self._running = isinstance(workers, str), set()
        self._client = _connect(distributed.Client, workers) if self._own else workers
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            self._function = self._client.submit(pickle.loads, function, pure=False)

    @property
    def size(self):
        """How many threads its workers have now."""
        return sum(self._client.nthreads().values())

    def start(self, task):
        """Return the Future of the packed answer, which is done when the answer is here."""
        future = self._client.submit(_compute_pinned, self._function, task.args, pure=False)
        self._running.add(future)
        fetched = self._fetch(future)
        return asyncio.run_coroutine_threadsafe(fetched, self._client.loop.asyncio_loop)

    async def _fetch(self, future):
        try:
            return await self._client.gather(future, asynchronous=True)
        finally:
            self._running.remove(future)

    def answer(self, future):
        """Return the packed answer of a future that is done; raise `Lost` if Dask gave it up."""
        try:
            return future.result()
        except self._killed_worker as error:
            raise Lost(error.allowed_failures + 1) from None
        except CancelledError:
            raise ConnectionError("the Dask scheduler no longer answers") from None

    def close(self):
        """Drop tasks that have not begun; a thread that computes cannot be stopped from outside."""
        self._client.cancel([*self._running, self._function])
        if self._own:
            self._client.close()


def is_client(workers):
    """Return whether `workers` is a Dask client; imports nothing."""
    distributed = sys.modules.get("distributed")
    return distributed is not None and isinstance(workers, distributed.Client)


def _distributed():
    try:
        import dask
        import distributed
    except ImportError as error:
        extra = 'pip install "hplearn[distributed]"'
        raise ImportError(f"workers on a Dask cluster need an extra: {extra}") from error
    return distributed, dask


def _connect(client, address):
    try:
        return client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        got = f"{address!r}: {error}"
        raise ConnectionError(f"workers must be a Dask scheduler's address, got {got}") from error


def _compute_pinned(function, args):
    """Return the packed answer, computed with one BLAS thread.

    The limit is not lifted afterwards: another thread of this worker may be computing.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)
    return packed_answer(function, args)
