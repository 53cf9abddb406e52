"""A run of a notebook that Ctrl-C ends as any other end does: the kernel is shut down."""

import asyncio
import signal
from contextlib import suppress

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError


class StoppableClient(NotebookClient):
    """nbclient's, whose own way to hear Ctrl-C ends in an AssertionError while a cell runs."""

    stopped = False

    async def async_start_new_kernel(self, **kwargs):
        """Start the kernel; from here on Ctrl-C cancels the run."""
        run = asyncio.current_task()

        def stop():
            self.stopped, self.shutdown_kernel = True, "immediate"
            run.cancel()

        with suppress(RuntimeError):  # not in the main thread, or on Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop)
        await super().async_start_new_kernel(**kwargs)

    def execute(self, **kwargs):
        """Run the notebook, or raise KeyboardInterrupt if Ctrl-C ended that."""
        try:
            return super().execute(**kwargs)
        except (asyncio.CancelledError, DeadKernelError):  # the second while a cell runs
            if self.stopped:
                raise KeyboardInterrupt from None
            raise
