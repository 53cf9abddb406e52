"""Calls with a time limit."""

import contextvars
import signal
import threading
from concurrent.futures import Future
from time import monotonic

from hplearn.checks import check_seconds

AGAIN = 1.0  # seconds: an alarm that rings while an object is deleted is lost, so it rings again


class _Expired(BaseException):
    """Time is up. Not an Exception, so that ``except Exception`` in the callee lets it pass."""


def call_within(seconds, function, *args):
    """Return ``function(*args)``, or raise TimeoutError once it has taken too long.

    Parameters
    ----------
    seconds : float or None
        Wall-clock time that the call may take, positive; None sets no limit.
    function : callable
    *args
        Its arguments.

    Raises
    ------
    TimeoutError
        When the time is up.
    ValueError
        When `seconds` is not positive and finite.

    Notes
    -----
    In the main thread of a Unix process an alarm (SIGALRM) ends the call, though a call into
    compiled code ends first, and so does a callee that swallows whatever is raised in it: both have
    then taken too long. An alarm that was set before is set again, with its remaining time.
    In any other thread the call runs in a thread of its own. Nothing can stop a thread, so after
    the time it computes on until it ends or the process does.

    Examples
    --------
    >>> from time import sleep
    >>> call_within(0.01, sleep, 10)
    Traceback (most recent call last):
    TimeoutError: took longer than timeout=0.01 s
    >>> call_within(None, divmod, 7, 2)
    (3, 1)
    """
    if seconds is None:
        return function(*args)
    check_seconds("timeout", seconds)
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and hasattr(signal, "SIGALRM"):
        return _call_by_alarm(seconds, function, args, signal.SIGALRM, signal.ITIMER_REAL)
    return _call_in_thread(seconds, function, args)


def call_within_cpu(seconds, function, *args):
    """Return ``function(*args)``, or raise TimeoutError once this process has computed too long.

    For the main thread of a Unix process: an alarm (SIGPROF) counts the computing time of all its
    threads, and neither waiting nor the time of other processes.

    Examples
    --------
    >>> call_within_cpu(0.01, exec, "while True: pass")
    Traceback (most recent call last):
    TimeoutError: took longer than timeout=0.01 s
    """
    return _call_by_alarm(seconds, function, args, signal.SIGPROF, signal.ITIMER_PROF)


def _too_long(seconds):
    return TimeoutError(f"took longer than timeout={seconds:g} s")


def _call_by_alarm(seconds, function, args, alarm, timer):
    def expire(number, frame):
        rung.append(number)
        raise _Expired

    rung, handler, start = [], signal.signal(alarm, expire), monotonic()
    earlier = interval = 0.0
    try:
        try:
            earlier, interval = signal.setitimer(timer, seconds, AGAIN)
            answer = function(*args)
        finally:
            signal.setitimer(timer, 0)
        if not rung:  # else the function has swallowed it
            return answer
    except (_Expired, Exception):
        if not rung:
            raise
    finally:
        signal.setitimer(timer, 0)  # the line above is left out if the alarm rings before it
        signal.signal(alarm, handler)
        if earlier:
            left = max(earlier - (monotonic() - start), 1e-6)
            signal.setitimer(timer, left, interval)
    raise _too_long(seconds)


def _call_in_thread(seconds, function, args):
    answer, context = Future(), contextvars.copy_context()

    def compute():
        try:
            answer.set_result(context.run(function, *args))
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=compute, daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError:
        if answer.done():  # the function's own TimeoutError
            raise
        raise _too_long(seconds) from None
