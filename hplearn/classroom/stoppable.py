"""A run of a notebook that Ctrl-C can stop: its kernel is shut down, as at any other end."""

import asyncio
import signal
from contextlib import suppress

from nbclient import NotebookClient


class StoppableClient(NotebookClient):
    """A client of nbclient, which by itself answers Ctrl-C during a cell with an AssertionError.

    Which exception a stop raises depends on the moment, so callers ask for `stopped`.
    """

    stopped = False

    async def async_start_new_kernel(self, **kwargs):
        """Start the kernel; from here on Ctrl-C cancels the run."""
        with suppress(RuntimeError):  # not in the main thread, or on Windows
            loop, run = asyncio.get_running_loop(), asyncio.current_task()
            loop.add_signal_handler(signal.SIGINT, self.stop, run)
        await super().async_start_new_kernel(**kwargs)

    def stop(self, run):
        """Cancel the run, and let the kernel end at once."""
        self.stopped, self.shutdown_kernel = True, "immediate"
        run.cancel()
