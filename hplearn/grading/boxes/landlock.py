"""Boxes by Landlock, where the system forbids the namespaces of bubblewrap: reduced walls.

A notebook reads Python, its packages and a folder of its own, where it may write. It starts no
process and reaches none, but it can tell which files and processes there are.
"""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from resource import RLIMIT_NPROC
from tempfile import mkdtemp

from hplearn.execution.one_thread import ONE_THREAD
from hplearn.grading.boxes.forked import NoBox, forked
from hplearn.grading.boxes.system_calls import filter_of_system_calls
from hplearn.grading.boxes.visible import PACKAGE, PACKAGES, hidden, visible

SHOWN = ("/lib", "/lib64", "/usr", "/etc/localtime", "/dev/null", "/dev/urandom")
START = "import sys; sys.path += {paths!r}; from hplearn.grading.boxes import landlock; "
START += "landlock.serve_behind_it(*sys.argv[1:])"
PR_SET_PDEATHSIG = 1
LEAST_VERSION = 3


@contextmanager
def landlock(needs=()):
    """Return a context of a function that opens boxes, as `bubblewrap` does.

    Raises
    ------
    NoBox
        If the kernel or the extra [grade] has no Landlock.
    """
    try:
        import py_landlock

        version = py_landlock.get_abi_version()
    except Exception as error:  # it is not installed, or the kernel's is missing or switched off
        raise NoBox(f"there is no Landlock: {error}") from None
    if version < LEAST_VERSION:
        raise NoBox("this kernel's Landlock does not keep files from being cut off")

    def command(arguments):
        start = START.format(paths=[str(PACKAGE.parent), str(PACKAGES)])
        return [sys.executable, "-I", "-S", "-c", start, *arguments, *needs]

    filter = filter_of_system_calls(alone=True)
    with forked("Landlock", command, filter) as opened, _own_folder() as place:
        yield lambda folder: _in_a_folder(opened, place)


@contextmanager
def _in_a_folder(opened, place):
    with _own_folder(place) as folder, opened(folder) as process:
        yield process


@contextmanager
def _own_folder(place=None):
    """Return a context of a new folder, which goes with all that is in it.

    Python's own way calls itself for each folder in a folder, of which a notebook makes thousands.
    """
    folder = mkdtemp(dir=place)
    try:
        yield folder
    finally:
        for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*command, folder], stderr=subprocess.DEVNULL, check=False)


def serve_behind_it(control, program, *needs):
    """Run the fork server; each of its forks shuts itself in."""
    from hplearn.contained import fork_server

    os.environ.update(ONE_THREAD, MPLBACKEND="agg")
    modules = (*needs, "py_landlock")
    fork_server.serve(control, program, modules, partial(_shut_in, list(_readable(needs))))


def _shut_in(readable, filter, folder):
    """Keep what may be read and a folder, and end with the fork server."""
    from py_landlock import AccessFs, Landlock

    from hplearn.contained import confinement

    os.chdir(folder)
    os.environ.update(HOME=folder, TMPDIR=folder)
    confinement.libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    rules = Landlock(strict=False).allow_read_write(folder)
    for path in readable:
        listed = AccessFs.READ_DIR if path.is_dir() else 0
        rules.add_path_rule(path, access=AccessFs.READ_FILE | listed)
    rules.add_path_rule("/dev/null", access=AccessFs.WRITE_FILE).apply()
    mine = {which: most for which, most in confinement.LIMITS.items() if which != RLIMIT_NPROC}
    confinement.give_up(None, filter, mine)


def _readable(needs):
    """Yield what a notebook may read: of ours and scikit-learn no more than is needed."""
    secret = [PACKAGE, *(path.resolve() for path in hidden(needs))]
    for tree in map(Path, (*SHOWN, sys.base_prefix, PACKAGES)):
        if tree.exists():
            yield from _without(secret, tree.resolve())
    for name in visible(needs):
        yield PACKAGE / name


def _without(secret, path):
    """Yield the path, or all below it that is not secret."""
    if not any(path in (one, *one.parents) for one in secret):
        yield path
    elif path not in secret:
        for child in path.iterdir():
            yield from _without(secret, child.resolve())
