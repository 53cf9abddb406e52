"""The process inside the outer wall: it has imported all that is needed, and forks for a notebook.

It never sees a notebook itself: the open socket that it is sent goes on to the fork.
"""

import gc
import os
import signal
import socket
import sys
from importlib import import_module

from hplearn.classroom.boxes import confinement
from hplearn.classroom.exercises.contained import Contained

DISK = "/work"


def serve(control, filter, uid, modules):
    """Fork for every socket that comes through the control socket, until that is closed.

    Parameters
    ----------
    control : socket.socket
    filter : bytes
        A program for seccomp.
    uid : int or None
        Whose process a fork becomes, if this one is root's.
    modules : list of str
        What to import before the first fork.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    for module in modules:
        import_module(module)
    gc.freeze()
    os.dup2(1, 2)  # what it said so far is the grader's; from here on boxes would share the file
    control.send(b".")
    while sockets := socket.recv_fds(control, 1, 1)[1]:
        if not os.fork():
            control.close()
            _become_a_box(socket.socket(fileno=sockets[0]), filter, uid)
        os.close(sockets[0])


def _become_a_box(line, filter, uid):
    """Serve one notebook in namespaces of its own, as the first process there."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    confinement.own_namespaces(DISK)
    if os.fork():
        os._exit(0)
    os.chdir(DISK)
    confinement.give_up(uid, filter)
    line.send(b".")  # by which the grader learns the number of this process
    Contained(line.makefile("rb"), line.makefile("wb")).serve()
    os._exit(0)


if __name__ == "__main__":
    control, filter, uid, *modules = sys.argv[1:]
    with open(int(filter), "rb") as program:
        filter = program.read()
    serve(socket.socket(fileno=int(control)), filter, int(uid) or None, modules)
