"""A run of a notebook that Ctrl-C ends as any other end does: the kernel is shut down."""

import asyncio
import signal
from contextlib import suppress

from nbclient import NotebookClient


class StoppableClient(NotebookClient):
    """nbclient's, whose own way to hear Ctrl-C ends in an AssertionError while a cell runs."""

    async def async_start_new_kernel(self, **kwargs):
        """Start the kernel; from here on Ctrl-C cancels the run."""
        stop = asyncio.current_task().cancel
        with suppress(RuntimeError):  # not in the main thread, or on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop)
        await super().async_start_new_kernel(**kwargs)

    def execute(self, **kwargs):
        """Run the notebook.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C ended it.
        """
        try:
            return super().execute(**kwargs)
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
