"""The grader's clock: time and memory of a process, measured from outside while it works."""

from threading import Event, Thread
from time import monotonic

TICK = 0.25  # seconds between two looks; a process that answers sooner is not looked at
GRACE = 1.5  # times the limit: an alarm in the process comes first, and ends only a call
PATIENCE = 5  # times the limit on the clock: other processes may be at work, too
MAX_MEMORY = 2 * 10**9  # bytes, of all its processes together
MAX_THREADS = 256


class Watch:
    """Ends a process that takes too much time or memory; `reason` and `kind` then say why.

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
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(self, *error):
        """Stop watching."""
        self._done.set()
        self._thread.join()

    def start(self):
        """Return the time on the clock, and how long the process has computed."""
        return monotonic(), self._computed

    def is_over(self, seconds, start, grace=1.0):
        """Whether it has computed too long since a start, or taken `PATIENCE` times as long."""
        began, computed = start
        past = monotonic() - began
        return past > PATIENCE * seconds or min(past, self._computed - computed) > grace * seconds

    def allow(self, seconds):
        """Set the time that the process may take from now on, until this is called again."""
        self._allowed = seconds, self.start()

    def _look(self):
        while not self.reason and not self._done.wait(TICK):
            self.reason = self._why_to_end(self.process.usage())
        if self.reason:
            self.process.end()

    def _why_to_end(self, usage):
        if usage is None:  # a process that it left running would keep its stream open
            return "it ended Python"
        self._computed, held, n_threads = usage
        if self._allowed and self.is_over(*self._allowed, GRACE):
            self.kind = "too slow"
            return f"it took longer than {self._allowed[0]:g} s"
        if held > MAX_MEMORY:
            return f"it took more than {MAX_MEMORY / 1e9:g} GB of memory"
        return f"it started more than {MAX_THREADS} threads" if n_threads > MAX_THREADS else ""
