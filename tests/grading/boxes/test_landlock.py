"""Where namespaces are forbidden: what a notebook cannot do all the same."""

import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from hplearn.exercises.file_check import check_file
from hplearn.exercises.questions import exercises, needs_of
from hplearn.grading import marking
from hplearn.grading.boxes.forked import NoBox
from hplearn.syllabus import notebook_of

from .walls import WRITABLE, looked_at, wall_or_skip

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]

PAIR = "import fcntl, socket; one, _ = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)"
REFUSED = ("not permitted", "denied", "cross-device")


@pytest.fixture(scope="module")
def box():
    with wall_or_skip(needs_of("gradient-descent"), "landlock") as opened:
        yield opened


@pytest.mark.parametrize(
    ("before", "attempt"),
    [
        ("", "open({file!r}).read()"),
        ("", "open({file!r}, 'a')"),
        ("", "os.truncate({file!r}, 0)"),
        ("", "os.remove({file!r})"),
        ("", "os.chmod({file!r}, 0o777)"),
        ("", "os.utime({file!r})"),
        ("", "os.setxattr({file!r}, 'user.x', b'')"),
        ("", "os.listdir({folder!r})"),
        ("", "os.link({file!r}, 'mine')"),
        ("", "open('/etc/passwd').read()"),
        ("", "open('/proc/self/maps').read()"),
        ("", "open(f'/proc/{{os.getppid()}}/environ').read()"),
        ("", "os.fork()"),
        ("import subprocess", "subprocess.run(['/bin/true'])"),
        ("", "os.execv('/bin/true', ['true'])"),
        ("", "os.kill(os.getppid(), 0)"),
        ("", "os.kill(-1, 0)"),
        ("", "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)"),
        ("import resource", "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)"),
        ("import socket", "socket.socket()"),
        ("import socket", "socket.socket(socket.AF_UNIX)"),
        (PAIR, "one.sendto(b'x', {file!r})"),
        (PAIR, "one.sendto(b'x', chr(0) + 'name')"),
        (PAIR, "one.sendmsg([b'x'], [], 0, {file!r})"),
        (PAIR, "fcntl.fcntl(one, fcntl.F_SETOWN, os.getppid())"),
        (PAIR, "fcntl.fcntl(one, fcntl.F_SETSIG, 9)"),
        (PAIR, "fcntl.fcntl(one, 15, bytes(8))"),
        (PAIR, "fcntl.ioctl(one, 0x8901, bytes(4))"),
    ],
)
def test_it_is_refused(before, attempt, box, tmp_path):
    file = tmp_path / "marks.csv"
    file.write_text("alice,6")
    lines = (before, "import os", attempt.format(file=str(file), folder=str(tmp_path)))
    said = looked_at(box, *lines)
    assert any(words in str(said) for words in REFUSED), said
    assert file.read_text() == "alice,6"


def test_what_is_asked_cannot_be_read(box):
    for name in ("hplearn.exercises.oracles", "hplearn.optim", "sklearn"):
        said = looked_at(box, f"__import__('{name}')")
        assert "No module named" in said or "denied" in said
    package = str(ROOT / "hplearn/optim/minimize.py")
    assert "denied" in looked_at(box, f"open({package!r}).read()")


def test_it_writes_to_a_folder_of_its_own_that_goes_with_it(box):
    *before, writable = WRITABLE
    source = [*before, "here = os.getcwd()", f"[here, [at for at in {writable} if at != here]]"]
    folder, others = looked_at(box, *source)
    assert others == []
    assert not Path(folder).exists()


def test_folders_too_deep_or_closed_go_too(box):
    lines = (
        "import os",
        "here = os.getcwd()",
        "for at in range(5000):",
        "    os.mkdir('d', 0o300 if at % 2 else 0o700)",
        "    os.chdir('d')",
        "open('full', 'w').close()",
    )
    assert not Path(looked_at(box, *lines, "here")).exists()


def test_the_solution_gets_its_marks_and_threads_run(box):
    solution = ROOT / "solutions" / "05-gradient-descent.ipynb"
    checked = check_file(solution, 5, box)
    assert (checked.record()["points"], checked.problems) == (6, [])
    source = "from concurrent.futures import ThreadPoolExecutor as Pool"
    assert looked_at(box, source, "list(Pool(4).map(abs, [-1, 2]))") == [1, 2]


@pytest.mark.ci
@pytest.mark.parametrize("topic", exercises())
def test_every_solution_gets_its_marks(topic):
    """Also where it is the first that needs a part of NumPy: the walls stand by then."""
    solution = ROOT / "solutions" / notebook_of(topic)
    with wall_or_skip(needs_of(topic), "landlock") as opened:
        record = check_file(solution, 5, opened).record()
    lost = [one for one in record["questions"] if one["points"] < one["max_points"]]
    assert {one["verdict"] for one in lost} <= {"written"}, lost


def test_boxes_end_with_the_grader(box):
    del box  # there is Landlock
    source = (
        "import sys, time\n"
        "from hplearn.grading.boxes.landlock import landlock\n"
        "with landlock() as opened, opened('.') as process:\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(600)\n"
    )
    command = [sys.executable, "-c", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as grader:
        grader.stdout.readline()
        below = psutil.Process(grader.pid).children(recursive=True)
        grader.kill()
    assert len(below) == 2
    assert psutil.wait_procs(below, timeout=60)[1] == []


BEST = """
import sys
from pathlib import Path
from hplearn.exercises.file_check import check_file
from hplearn.grading.marking import WALLS, best_box
with WALLS[best_box()]() as box:
    print(best_box(), check_file(Path(sys.argv[1]), 5, box).record()["points"])
"""
FORBIDDING = "--ro-bind / / --dev /dev --proc /proc --unshare-user --disable-userns --uid 1000"


def test_where_the_system_forbids_namespaces_it_is_what_there_is(box, tmp_path):
    del box
    if not shutil.which("bwrap"):
        pytest.skip("needs a system without namespaces, as bwrap makes one: apt install bubblewrap")
    where = ["--bind", str(tmp_path), str(tmp_path), "--setenv", "TMPDIR", str(tmp_path)]
    command = ["bwrap", *FORBIDDING.split(), *where, "--setenv", "PYTHONPATH", str(ROOT)]
    command += [sys.executable, "-B", "-c", BEST, str(ROOT / "solutions/05-gradient-descent.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.stdout, done.stderr) == ("landlock 6\n", "")


def forbidden(*arguments):
    raise NoBox("bubblewrap does not start: no permissions")


def test_without_namespaces_it_is_the_best(box, monkeypatch):
    del box
    assert marking.best_box() == "bubblewrap"
    monkeypatch.setitem(marking.WALLS, "bubblewrap", forbidden)
    assert marking.best_box() == "landlock"


def test_without_both_one_sentence_says_why(monkeypatch):
    monkeypatch.setitem(marking.WALLS, "bubblewrap", forbidden)
    monkeypatch.setitem(sys.modules, "py_landlock", None)
    with pytest.raises(NoBox, match=r"^bubblewrap does not start: no permissions; there is no"):
        marking.best_box()
