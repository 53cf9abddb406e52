"""Ctrl-C and SIGTERM end a run, wherever it is."""

import signal
from contextlib import contextmanager

AGAIN = 3.0  # seconds, in which what has begun to end can tidy up


@contextmanager
def stoppable():
    """Raise KeyboardInterrupt within this context at Ctrl-C or SIGTERM, and again if it was lost.

    It is lost where C calls Python and does not pass on what that raises, as in what is done after
    a fork, or while NumPy is imported.
    """

    def stop(number, frame):
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
        raise KeyboardInterrupt

    signs = [signal.SIGTERM, signal.SIGALRM]
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:  # in the background of a shell
        signs.append(signal.SIGINT)
    earlier = {sign: signal.signal(sign, stop) for sign in signs}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for sign, handler in earlier.items():
            signal.signal(sign, handler)
