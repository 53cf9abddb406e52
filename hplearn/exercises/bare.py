"""A process without walls: it can do whatever its user can."""

import os
import signal
import subprocess
import sys
from contextlib import closing, suppress

import psutil

from hplearn.execution.one_thread import ONE_THREAD

# nothing is recorded or held back, even if it is started in JupyterLab's terminal
NOBODYS_PROGRESS = {"HPLEARN_PROGRESS": os.devnull, "HPLEARN_HOLD": ""}
MARKING = {"MPLBACKEND": "agg", "HPLEARN_SOLUTIONS": "off"}
COMMAND = [sys.executable, "-P", "-m", "hplearn.contained.notebook"]


class Bare:
    """A process in a group of its own, with a stream to it and one from it."""

    def __init__(self, folder):
        self._process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=os.environ | ONE_THREAD | NOBODYS_PROGRESS | MARKING,
            start_new_session=True,
        )
        self.reading, self.writing = self._process.stdout, self._process.stdin

    def usage(self):
        """Return seconds computed, bytes held and threads; None once it has ended."""
        return usage(self._process.pid)

    def end(self):
        """End it, and the processes that it started and that are still in its group."""
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def close(self):
        """End it, and close its streams."""
        self.end()
        self._process.wait()
        for stream in (self.reading, self.writing):
            with suppress(OSError):  # unread output is lost
                stream.close()


def bare(folder):
    """Return a context with a process in a notebook's folder, so that it finds its files."""
    return closing(Bare(folder))


def usage(pid):
    """Return what a process and all below it have computed, hold and run; None after its end."""
    computed, held, n_threads = 0.0, 0, 0
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return None
    for one in family:
        with suppress(psutil.Error):
            computed += sum(one.cpu_times()[:4])  # with that of children that have ended
            held += one.memory_info().rss
            n_threads += one.num_threads()
    return computed, held, n_threads
