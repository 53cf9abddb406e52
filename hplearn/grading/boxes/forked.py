"""Boxes that a fork server behind a wall makes, one process after another: the grader's side."""

import os
import signal
import socket
import struct
import subprocess
import tempfile
from contextlib import closing, contextmanager, suppress

from hplearn.course_files import CourseError
from hplearn.exercises.bare import usage

CREDENTIALS = struct.Struct("3i")  # process, user, group
SECONDS_TO_START = 300  # of which only a failure takes so many
SECONDS_TO_END = 10


class NoBox(CourseError):
    """No box can be had here; the message is a sentence that says why, and what to do."""


@contextmanager
def forked(wall, command, program):
    """Return a context of a function that opens boxes, all behind one wall.

    It takes the folder in which a box works, for walls that do not give it one themselves.

    Parameters
    ----------
    wall : str
        Its name.
    command : callable
        ``command(arguments)`` starts the fork server; the first two arguments are the numbers of
        its control socket and of a file that holds `program`.
    program : bytes
        A filter of system calls.

    Raises
    ------
    NoBox
        If the wall does not stand, or the system forbids a box behind it.
    """
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with control, theirs, tempfile.TemporaryFile() as said:
        process = _fork_server(command, program, theirs, said)
        try:
            theirs.close()
            control.settimeout(SECONDS_TO_START)
            if not control.recv(1):
                said.seek(0)
                words = said.read().decode(errors="replace").split()
                raise NoBox(f"{wall} does not start: {' '.join(words)[-300:]}")
            yield lambda folder=".": _box(control, wall, folder)
        finally:
            control.close()  # the fork server ends, and with it all behind the wall
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=SECONDS_TO_END)
            process.kill()
            process.wait()


def _fork_server(command, program, control, said):
    with tempfile.TemporaryFile() as file:
        file.write(program)
        file.seek(0)
        return subprocess.Popen(
            command([str(control.fileno()), str(file.fileno())]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            pass_fds=(control.fileno(), file.fileno()),
            env={},
        )


@contextmanager
def _box(control, wall, folder):
    """Return a context with a fresh process, which ends with all that it began."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    with ours, theirs:
        socket.send_fds(control, [os.fsencode(folder)], [theirs.fileno()])
        theirs.close()
        with closing(Boxed(ours, wall)) as process:
            yield process


class Boxed:
    """A process in a box, and two streams to and from it."""

    def __init__(self, line, wall):
        line.settimeout(SECONDS_TO_START)
        said, about, *_ = line.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size))
        if not said:
            raise NoBox(f"a box does not start: the system forbids what {wall} needs.")
        line.settimeout(None)
        self._pid = CREDENTIALS.unpack(about[0][2])[0]
        self._handle = os.pidfd_open(self._pid)
        self.reading, self.writing = line.makefile("rb"), line.makefile("wb")

    def usage(self):
        """Return seconds computed, bytes held and threads; None once it has ended."""
        return usage(self._pid)

    def end(self):
        """End it, and so all others of its namespace."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def close(self):
        """End it, and let nothing of it stay."""
        self.end()
        os.close(self._handle)
        for stream in (self.reading, self.writing):
            with suppress(OSError):
                stream.close()
