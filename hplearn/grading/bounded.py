"""A call in a process of its own, for which there is so much time and memory and no more."""

import os
import resource
import signal
import warnings
from multiprocessing import Pipe

import psutil

SECONDS_TO_COMPUTE = 100  # a notebook without a box inherits it, whose own limit is shorter
ROOM = 300 * 2**20  # bytes beside what this process has


class OutOfBounds(Exception):
    """A call took too much; the message says what of, as in "it took longer than 5 s"."""


def bounded(seconds, function, *args):
    """Return ``function(*args)``, called in a fork of this process.

    What computes in compiled code, or waits, can be ended from outside alone.

    Parameters
    ----------
    seconds : float
        On the clock. In computing it may take `SECONDS_TO_COMPUTE`, and of memory `ROOM`.
    function : callable
        What it returns can be pickled.
    *args
        Its arguments.

    Raises
    ------
    OutOfBounds
        If it took too much, or ended the process.
    Exception
        Whatever it raises.

    Examples
    --------
    >>> bounded(5, divmod, 7, 2)
    (3, 1)
    >>> from time import sleep
    >>> bounded(0.1, sleep, 60)
    Traceback (most recent call last):
    hplearn.grading.bounded.OutOfBounds: it took longer than 0.1 s
    """
    ours, theirs = Pipe(duplex=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads, which do not fork
        child = os.fork()
    if not child:
        _answer(theirs, function, args)
    theirs.close()
    with ours:
        try:
            if not ours.poll(seconds):
                raise OutOfBounds(f"it took longer than {seconds:g} s")
            answer, error = ours.recv()
        except EOFError:
            answer, error = None, None
        finally:
            os.kill(child, signal.SIGKILL)
            how = os.waitpid(child, 0)[1]
    if error:
        raise error
    if answer is None:
        is_slow = os.WIFSIGNALED(how) and os.WTERMSIG(how) == signal.SIGXCPU
        slow = f"it computed longer than {SECONDS_TO_COMPUTE} s"
        raise OutOfBounds(slow if is_slow else "it ended the process")
    return answer[0]


def _answer(line, function, args):
    """Send what a call returns or raises, and end this process."""
    most = psutil.Process().memory_info().vms + ROOM
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for limit, value in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CPU, SECONDS_TO_COMPUTE)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if hard < 0 else min(value, hard), hard))
    try:
        line.send(((function(*args),), None))
    except MemoryError:
        line.send((None, OutOfBounds("it took too much memory")))
    except Exception as error:
        line.send((None, error))
    finally:
        os._exit(0)
