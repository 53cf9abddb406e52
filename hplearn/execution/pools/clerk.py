"""What sits on a worker of a Dask cluster and computes."""

import asyncio
import pickle
import sys
import threading
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from time import sleep

from hplearn.execution.pools.recovery import pack


class Clerk:
    """A Dask actor that computes one function, in as many threads as its worker has.

    Parameters
    ----------
    function : callable
    """

    def __init__(self, function):
        from distributed import get_worker

        self._function, self._worker = function, get_worker()
        self._free, self._pinned = asyncio.Semaphore(self._worker.state.nthreads), threading.local()

    async def compute(self, payload):
        """Return a packed answer, or None to one who has left.

        The next one's turn comes once the answer was sent, for it may kill this process. An answer
        of megabytes may still be leaving then.
        """
        async with self._free:
            if not any(actor is self for actor in self._worker.state.actors.values()):
                return None
            answer = partial(copy_context().run, self._answer, payload)  # knows its Dask worker
            return await asyncio.get_running_loop().run_in_executor(self._worker.executor, answer)

    def _answer(self, payload):
        """Return (True, result) or (False, exception) as bytes."""
        try:
            self._pin()
            return pack((True, self._function(*pickle.loads(payload))))
        except BaseException as error:
            return _pack_error(error)

    def _pin(self):
        """Give this thread one BLAS thread: at first, and again after something was imported.

        No limit is lifted afterwards: where a worker has several threads another may be computing.
        """
        import threadpoolctl

        if len(sys.modules) != getattr(self._pinned, "n_modules", None):
            self._pinned.n_modules = len(sys.modules)
            with suppress(AttributeError):  # from 3.8 on OpenBLAS heeds only who asked first
                threadpoolctl.OpenBLASController.clear_controlling_thread(force=True)
            threadpoolctl.threadpool_limits(1)


def stay(key):
    """Be a task as long as the worker has the clerk of that key.

    An adaptive cluster counts no actors: it would close a worker that has no task.
    """
    from distributed import get_worker, secede

    actors = get_worker().state.actors
    secede()
    while key in actors:
        sleep(0.02)


def _pack_error(error):
    """Return (False, error) as bytes; one that does not survive the journey says what it was."""
    try:
        answer = pack((False, error))
        pickle.loads(answer)
    except Exception:
        return pack((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return answer
