"""Workers of a Dask cluster, on this machine or many."""

import asyncio
import math
import pickle
import sys
from collections import Counter
from concurrent.futures import CancelledError, wait
from contextlib import suppress
from time import monotonic

from hplearn.execution.pools.clerk import Clerk, stay
from hplearn.execution.pools.recovery import WorkerDied, pack

MOST_AT_ONCE = 500
"""Dask's scheduler keeps at most 512 connections to workers for those who ask through it."""

SHORT = 0.5
"""Seconds. A shorter task is worth handing out before its worker is free."""

LOST = OSError, RuntimeError, KeyError, CancelledError
"""What Dask raises when an actor is gone with its worker; it makes no new one."""


class Cluster:
    """A crew of all threads of a Dask cluster that compute one function.

    On each worker sits a `Clerk`, a Dask actor, who holds the function and is asked for one result
    after the other. Dask tasks would take more of the scheduler's time (benchmarks/workers.py has
    its `Client.map` beside us), and Dask runs finished ones again if their worker dies before we
    have the results.

    The function is loaded by a task of its own, from bytes in the graph: what a killed worker held
    can be computed again, which scattered data could not.

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
        When no scheduler answers at the address, or it answers no more.
    """

    alone_after = 2  # a death takes only what was on one worker
    heartbeat = 0.5

    def __init__(self, workers, function):
        self._payload = pack(function)
        self._client = _connect(workers) if isinstance(workers, str) else workers
        self._own = self._client is not workers
        self._desks, self._asked, self._last_took = {}, {}, math.inf
        self._function, self._looked = None, -math.inf
        try:
            self._look()
            wait([desk.opened for desk in self._desks.values()], timeout=1.0)
        except BaseException:
            self.stop(running=False)
            raise

    @property
    def size(self):
        """How many tasks run at once: the threads of the workers that have the function."""
        ready = [desk for desk in self._desks.values() if desk.is_open and not desk.is_lost]
        return min(sum(self._n_threads[desk.worker] for desk in ready), MOST_AT_ONCE)

    @property
    def n_out(self):
        """How many to hand out: while they are short, one waits beside each that runs."""
        return min(self.size * (1 + (self._last_took < SHORT)), MOST_AT_ONCE)

    def start(self, payload):
        """Return the Future of one call, on the worker with the least to do."""
        asked = Counter(desk for desk, _ in self._asked.values())

        def load(desk):
            return desk.is_lost, asked[desk] / self._n_threads[desk.worker]

        desk = min((desk for desk in self._desks.values() if desk.is_open), key=load)
        future = desk.ask(payload)
        self._asked[future] = desk, monotonic()
        return future

    def notice(self):
        """Learn, once in a heartbeat, which workers there are."""
        if monotonic() > self._looked + self.heartbeat:
            self._look()

    def result(self, future):
        """Return what a task returned, or `WorkerDied`."""
        desk, start = self._asked.pop(future)
        answer = None if future.cancelled() else future.result()
        if answer is None:
            self._leave(desk)
            self._looked = -math.inf
            return WorkerDied()
        self._last_took = monotonic() - start
        returned, result = pickle.loads(answer)
        if returned:
            return result
        raise result

    def stop(self, running):
        """Send the clerks home; a thread that computes cannot be stopped from outside."""
        for future in self._asked:
            future.cancel()
        self._asked.clear()
        keepers = [desk.keeper for desk in self._desks.values() if desk.keeper]
        with self._client.as_current(), suppress(Exception):  # the scheduler may be gone
            self._client.cancel([desk.actor for desk in self._desks.values()], force=True)
            _distributed().wait(
                keepers, timeout=1.0
            )  # Dask warns of a worker that closes under a task
        self._desks.clear()
        self._function = None
        if self._own:
            self._client.close()

    def _look(self):
        """Put a desk on each worker that is new; cancel what was asked of those that are gone."""
        try:
            self._n_threads, self._looked = dict(self._client.nthreads()), monotonic()
        except Exception as error:
            raise ConnectionError(f"the Dask scheduler answers no more: {error}") from error
        for desk in list(self._desks.values()):
            if desk.is_lost or desk.worker not in self._n_threads:
                self._leave(desk)
        for future, (desk, _) in self._asked.items():
            if desk.is_lost or desk.worker not in self._n_threads:
                future.cancel()
        if self._function is None or self._function.status in ("cancelled", "lost"):
            self._function = self._ship()
        for worker in self._n_threads.keys() - self._desks.keys():
            self._desks[worker] = _Desk(self._client, worker, self._function)

    def _leave(self, desk):
        if self._desks.get(desk.worker) is desk:
            del self._desks[desk.worker]
            if not desk.opened.done():
                self._client.cancel([desk.actor], force=True)

    def _ship(self):
        import dask

        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            return self._client.submit(pickle.loads, self._payload, pure=False)


class _Desk:
    """Where one clerk is asked; open once its worker has loaded the function.

    Parameters
    ----------
    client : dask.distributed.Client
    worker : str
        Address of the worker.
    function : dask.distributed.Future
    """

    def __init__(self, client, worker, function):
        self.worker, self.keeper, self._client, self._function = worker, None, client, function
        self.actor = client.submit(Clerk, function, actor=True, workers=[worker], pure=False)
        self.opened = self._in_loop(self._open())

    @property
    def is_open(self):
        """Whether the clerk can be asked; raises what the function raised when it was loaded."""
        return self.opened.done() and self.opened.result()

    @property
    def is_lost(self):
        """Whether the clerk is gone with its worker, though there may be one at its address."""
        return self.opened.done() and not (self.opened.result() and self.actor.status == "finished")

    def ask(self, payload):
        """Return the Future of a packed answer, or of None where the worker dies.

        It may hang then: Dask's actors do where the answer fails before they hear of the death.
        """
        return self._in_loop(self._ask(payload))

    def _in_loop(self, coroutine):
        """Return the Future of a coroutine that runs where the client does."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._client.loop.asyncio_loop)

    async def _open(self):
        try:
            with self._client.as_current():  # an actor looks for the client that asks it
                self._clerk = await self.actor
        except LOST:
            if self._function.status == "error":  # it cannot be loaded
                raise
            return False
        self.keeper = self._client.submit(stay, self.actor.key, workers=[self.worker], pure=False)
        return True

    async def _ask(self, payload):
        try:
            return await self._clerk.compute(payload)
        except LOST:
            return None


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


def _connect(address):
    try:
        return _distributed().Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConnectionError(
            f"workers must be the address of a running Dask scheduler, got {address!r}: {error}"
        ) from error
