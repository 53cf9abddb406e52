"""Tasks computed in this process, one when asked."""

from collections import deque


class Here:
    """Compute the next queued task whenever someone waits for one.

    Examples
    --------
    >>> pool = Here(divmod)
    >>> pool.submit("a", 7, 2)
    >>> pool.finished(), pool.finished()
    ([('a', (3, 1))], [])
    """

    size = 1

    def __init__(self, function):
        self._function, self._queue = function, deque()

    def submit(self, key, *args):
        """Queue ``function(*args)`` under `key`."""
        self._queue.append((key, args))

    def finished(self, timeout=None):
        """Return the next task as a list of one (key, result); empty where nothing is queued.

        `timeout` is there for the other pools: what runs here runs to its end.
        """
        if not self._queue:
            return []
        key, args = self._queue.popleft()
        return [(key, self._function(*args))]

    def close(self):
        """Drop what is queued."""
        self._queue.clear()
