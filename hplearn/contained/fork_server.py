"""The process behind a wall: it has imported what notebooks need, and forks for each of them.

It never sees a notebook itself: it hands the socket that it receives on to the fork.
"""

import gc
import os
import signal
import socket
import sys
from functools import partial
from importlib import import_module

from hplearn.contained import confinement
from hplearn.contained.notebook import Contained

LONGEST_PATH = 4096


def serve(control, program, modules, shut_in):
    """Fork for every socket that comes through the control socket, until that is closed.

    Parameters
    ----------
    control, program : str
        Numbers of the socket and of a file that holds a filter of system calls.
    modules : iterable of str
        Names of modules to import before the first fork.
    shut_in : callable
        ``shut_in(filter, folder)`` takes rights from a fork before a notebook runs in it.
    """
    control = socket.socket(fileno=int(control))
    with open(int(program), "rb") as file:
        filter = file.read()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a fork
    for module in modules:
        import_module(module)
    gc.freeze()
    os.dup2(1, 2)  # errors so far went to the grader's file, which boxes must not share
    control.send(b".")
    while True:
        folder, sockets, *_ = socket.recv_fds(control, LONGEST_PATH, 1)
        if not sockets:
            return
        if not os.fork():
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            shut_in(filter, os.fsdecode(folder))
            _answer(socket.socket(fileno=sockets[0]))
        os.close(sockets[0])


def _answer(line):
    """Serve one notebook."""
    line.send(b".")  # tells the grader the number of this process
    Contained(line.makefile("rb"), line.makefile("wb")).serve()
    os._exit(0)


def _in_namespaces(disk, uid, filter, folder):
    """Go on as the first process in namespaces of its own."""
    confinement.own_namespaces(disk)
    if os.fork():
        os._exit(0)
    os.chdir(disk)
    confinement.give_up(uid, filter)


if __name__ == "__main__":
    control, program, disk, uid, *modules = sys.argv[1:]
    serve(control, program, modules, partial(_in_namespaces, disk, int(uid) or None))
