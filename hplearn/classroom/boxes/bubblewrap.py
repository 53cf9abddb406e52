"""Boxes by bubblewrap: an outer wall, and in it one process after another, each in its own."""

import os
import signal
import socket
import struct
import subprocess
import tempfile
from contextlib import contextmanager, suppress

from hplearn.classroom.boxes.bare import usage
from hplearn.classroom.boxes.system_calls import filter_of_system_calls
from hplearn.classroom.boxes.wall import NoBox, command_of_wall

CREDENTIALS = struct.Struct("3i")  # process, user, group
SECONDS = 300  # to start, of which only a failure takes so many
SECONDS_TO_END = 10
FIRST_UID = 10**9  # no user has a number like it


@contextmanager
def bubblewrap(needs=()):
    """Return a context of a function that opens boxes, all behind one wall.

    Parameters
    ----------
    needs : tuple of str
        What answers may import beside other people's packages, and what is imported ahead:
        ``"sklearn"``, ``"hplearn"`` (without what is asked there), ``"scipy.stats"``.

    Raises
    ------
    NoBox
        If bubblewrap is missing, or the system forbids it.
    """
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with control, theirs, tempfile.TemporaryFile() as said:
        process = _fork_server(needs, theirs, said)
        try:
            theirs.close()
            control.settimeout(SECONDS)
            if not control.recv(1):
                said.seek(0)
                words = said.read().decode(errors="replace").split()
                raise NoBox(f"bubblewrap does not start: {' '.join(words)[-300:]}")
            yield lambda folder: _box(control)
        finally:
            control.close()  # the fork server ends, and with it all behind the wall
            _ended(process)


def _ended(process):
    try:
        process.wait(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _fork_server(needs, control, said):
    with tempfile.TemporaryFile() as program:
        program.write(filter_of_system_calls())
        program.seek(0)
        # limits do not bind root, so that its boxes become somebody else's
        uid = 0 if os.getuid() else FIRST_UID + os.getpid()
        arguments = [str(control.fileno()), str(program.fileno()), str(uid), *needs]
        return subprocess.Popen(
            command_of_wall(needs, arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            pass_fds=(control.fileno(), program.fileno()),
            env={},
        )


@contextmanager
def _box(control):
    """Return a context with a fresh process, which ends with all that it began."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    with ours, theirs:
        socket.send_fds(control, [b"."], [theirs.fileno()])
        theirs.close()
        process = Boxed(ours)
        try:
            yield process
        finally:
            process.close()


class Boxed:
    """A process in a box, and two streams to and from it."""

    def __init__(self, line):
        line.settimeout(SECONDS)
        said, about, *_ = line.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size))
        if not said:
            raise NoBox("a box does not start: the system forbids namespaces inside bubblewrap's.")
        line.settimeout(None)
        self._pid = CREDENTIALS.unpack(about[0][2])[0]
        self._handle = os.pidfd_open(self._pid)
        self.reading, self.writing = line.makefile("rb"), line.makefile("wb")

    def usage(self):
        """Return seconds computed and bytes held; None once it has ended."""
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
