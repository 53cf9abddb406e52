"""Worker processes on this machine, through joblib's loky: warm from one search to the next.

joblib and scikit-learn have an executor of their own, which stays as it is.
"""

import os
import pickle
import signal
import threading
import time
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from functools import lru_cache
from itertools import count
from mmap import ACCESS_COPY, mmap
from pathlib import Path
from tempfile import mkdtemp

from joblib.externals.loky import ProcessPoolExecutor
from joblib.externals.loky.backend import resource_tracker

from hplearn.execution.deadline import LAST_WORDS
from hplearn.execution.pools.recovery import WorkerDied, WorkerStopped, pack

ONE_THREAD = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "NUMBA")
} | {"VECLIB_MAXIMUM_THREADS": "1"}
"""Environment in which no numerical library takes more than one thread."""

IDLE_SECONDS = 300
"""After this long without a task a worker ends."""

_WARM = []
"""The executor of the last search, with its process and size, while no search uses it."""


class Processes:
    """A crew of `size` processes that compute one function.

    The function goes into one file, which workers map: its arrays are in memory once, however many
    workers there are, and a worker that writes to one changes only its own copy. Answers go into
    files too, because when one process dies, loky kills the others, maybe just as they answer.

    Parameters
    ----------
    size : int
    function : callable
    """

    alone_after = 1  # a death takes every running task with it
    heartbeat = None  # loky tells

    def __init__(self, size, function):
        self.size = self.n_out = size
        parts = pack_apart(function)
        self._folder = Path(mkdtemp(prefix="hplearn-"))
        resource_tracker.register(str(self._folder), "folder")  # goes even if we are killed
        self._function = (str(self._folder / "function"), write_parts(parts, self._folder))
        self._answers, self._numbers = {}, count()
        self._executor = take_executor(size)

    def start(self, payload):
        """Return the Future of one call."""
        answer = self._folder / f"answer-{next(self._numbers)}"
        call = (_call, self._function, payload, answer)
        try:
            future = self._executor.submit(*call)
        except BrokenExecutor:  # a worker died while idle
            self._replace(self._executor)
            future = self._executor.submit(*call)
        self._answers[future] = answer, self._executor
        return future

    def notice(self):
        """Do nothing: the Future of a task whose worker dies fails at once."""

    def result(self, future):
        """Return what a task returned, or `WorkerDied`, or `WorkerStopped`."""
        answer, executor = self._answers.pop(future)
        try:
            result = future.result()
        except BrokenExecutor:
            self._replace(executor)
            if not answer.exists():
                words = _last_words(answer)
                return WorkerStopped() if words.exists() and words.read_text() else WorkerDied()
            result = pickle.loads(answer.read_bytes())
        answer.unlink(missing_ok=True)
        _last_words(answer).unlink(missing_ok=True)
        return result

    def stop(self, running):
        """Kill workers that still compute; idle ones stay for the next search."""
        if running:
            self._settle()
            self._executor.shutdown(kill_workers=True)
        else:
            keep_executor(self._executor, self.size)
        resource_tracker.maybe_unlink(str(self._folder), "folder")

    def _settle(self, seconds=1.0):
        """Wait until loky has taken in every call: stopped before, its thread fails aloud."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if all(future.running() or future.done() for future in self._answers):
                return
            time.sleep(0.001)

    def _replace(self, broken):
        """Return once all processes of the broken executor are dead and there is another."""
        broken.shutdown()
        if self._executor is broken:
            self._executor = _new_executor(self.size)


def take_executor(size):
    """Return the executor of the last search if it has `size` workers, else a new one."""
    with suppress(IndexError):
        owner, executor = _WARM.pop()
        if owner == (os.getpid(), size):
            return executor
        executor.shutdown()
    return _new_executor(size)


def keep_executor(executor, size):
    """Keep its idle workers for the next search, and end those that another search left."""
    _WARM.append(((os.getpid(), size), executor))
    while len(_WARM) > 1:
        _WARM.pop(0)[1].shutdown()


def _new_executor(size):
    """Return an executor whose processes start with its first task and end with this process."""
    return ProcessPoolExecutor(
        size,
        timeout=IDLE_SECONDS,
        initializer=_prepare,
        initargs=(os.getpid(),),
        env=ONE_THREAD,
    )


def _prepare(parent):
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    if os.name == "posix":
        threading.Thread(target=watch, daemon=True).start()


def _last_words(answer):
    return answer.with_suffix(".late")


def _call(function, payload, answer):
    """Return the result of one call, after writing it to the file `answer`, whole or not at all."""
    LAST_WORDS.set(_last_words(answer))
    result = read_parts(*function)(*pickle.loads(payload))
    torn = answer.with_suffix(".part")
    torn.write_bytes(pack(result))
    os.replace(torn, answer)
    return result


def pack_apart(function):
    """Return `function` as bytes, and the arrays that it closes over as they are in memory."""
    buffers = []
    body = pack(function, buffer_callback=buffers.append)
    return [body, *(buffer.raw() for buffer in buffers)]


def write_parts(parts, folder):
    """Write `parts` to the file ``folder / "function"``, each aligned; return where each stands."""
    spans = []
    with open(folder / "function", "wb") as file:
        for part in parts:
            file.write(bytes(-file.tell() % 64))
            start = file.tell()
            file.write(part)
            spans.append((start, file.tell()))
    return tuple(spans)


@lru_cache(maxsize=1)
def read_parts(path, spans):
    """Return the function in the file; a second call with the same arguments reads nothing.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     spans = write_parts(pack_apart(divmod), Path(folder))
    ...     read_parts(f"{folder}/function", spans)(7, 2)
    (3, 1)
    """
    with open(path, "rb") as file:
        whole = memoryview(mmap(file.fileno(), 0, access=ACCESS_COPY))
    body, *buffers = [whole[start:stop] for start, stop in spans]
    return pickle.loads(body, buffers=buffers)
