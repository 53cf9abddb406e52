"""The grader's clock: what a process may take, measured from outside while it is asked."""

from threading import Event, Thread
from time import monotonic

TICK = 0.25  # seconds between two looks; what answers sooner is not looked at
GRACE = 1.5  # times as long: an alarm inside comes first, and ends less than the process
PATIENCE = 5  # times as long on the clock as in computing: others may be at work, too
MAX_MEMORY = 2 * 10**9  # bytes, of all its processes together
MAX_THREADS = 256


class Watch:
    """Ends a process that takes too long or too much; `reason` and `kind` then say why.

    Parameters
    ----------
    process : object
        With ``usage()``, seconds computed, bytes held and threads, or None once it has ended; and
        ``end()``.
    """

    def __init__(self, process):
        self.process, self.reason, self.kind = process, "", "error"
        self._computed, self._allowed = 0.0, None
        self._done, self._thread = Event(), Thread(target=self._look, daemon=True)

    def __enter__(self):
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *error):
        """Look no more."""
        self._done.set()
        self._thread.join()

    def start(self):
        """Return a start: the time on the clock, and what the process has computed."""
        return monotonic(), self._computed

    def is_over(self, seconds, start, grace=1.0):
        """Whether it has computed so long since a start, or taken `PATIENCE` times as long."""
        began, computed = start
        past = monotonic() - began
        return past > PATIENCE * seconds or min(past, self._computed - computed) > grace * seconds

    def allow(self, seconds):
        """From now on the process may take so long, until the next call of this."""
        self._allowed = seconds, self.start()

    def _look(self):
        while not self.reason and not self._done.wait(TICK):
            self.reason = self._why_to_end(self.process.usage())
        if self.reason:
            self.process.end()

    def _why_to_end(self, usage):
        if usage is None:  # what it left running would keep its end of the line open
            return "it ended Python"
        self._computed, held, n_threads = usage
        if self._allowed and self.is_over(*self._allowed, GRACE):
            self.kind = "too slow"
            return f"it took longer than {self._allowed[0]:g} s"
        if held > MAX_MEMORY:
            return f"it took more than {MAX_MEMORY / 1e9:g} GB of memory"
        return f"it started more than {MAX_THREADS} threads" if n_threads > MAX_THREADS else ""
