"""Hostile notebooks, judged by what they bring about: no points, no harm, and no trace."""

import json
import os
import re
import resource
import socket
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from hplearn.contained.outcomes import Answered, Calls, Outcome, Shown
from hplearn.exercises import asking, file_check, watch
from hplearn.exercises.file_check import check_file
from hplearn.exercises.given import Given
from hplearn.exercises.questions import exercises, needs_of, questions_of
from hplearn.exercises.verdicts import verdict_on

from .walls import wall_or_skip

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
EXERCISE, SOLUTION = (
    ROOT / folder / "05-gradient-descent.ipynb" for folder in ("exercises", "solutions")
)
PART = re.compile(r"^# %% (last )?(\w+)(?: \(earns (\d)\))?: .+\n", re.MULTILINE)
QUICK = (
    *("fork_bomb", "memory_of_numpy", "exit_now", "kill_all", "deaf", "everything_is_close"),
    *("oracles", "forged_values", "other_words", "colliding_sets", "dicts", "network", "html"),
    *("standard_error_left", "standard_error_found", "the_109_points", "datagrams"),
    *("signals_of_files", "small_threads", "full_of_folders"),
)
SECONDS = 60  # for one notebook, whatever it does; on a free processor it takes a tenth
OWN_SECONDS = 5  # that the grader computes for one
MEMORY = 3 * 10**8  # bytes that the grader may ever hold for them all
FOLDERS = ("/tmp", "/dev/shm", "/var/tmp", ROOT, Path.cwd(), Path.home())
TRACE = "*hostile-left*"


def parts():
    """Yield each hostile part by its name: whether it comes last, what it may earn, its source."""
    for path in sorted(Path(ROOT, "tests", "hostile").glob("*.py")):
        _, *found = PART.split(path.read_text(encoding="utf-8"))
        for last, name, earns, source in zip(*(found[at::4] for at in range(4)), strict=True):
            yield f"{path.stem}-{name}", (bool(last), int(earns or 0), source)


def in_boxes():
    """Yield each part in bubblewrap's box, and some in that of Landlock, as parameters."""
    for name, part in parts():
        quick = name.partition("-")[2] in QUICK
        yield pytest.param("bubblewrap", *part, id=name, marks=() if quick else pytest.mark.ci)
        if quick:
            yield pytest.param("landlock", *part, id=f"{name}-landlock", marks=pytest.mark.ci)


def test_there_are_as_many_as_the_issue_asks_for():
    names = [name for name, _ in parts()]
    assert len(names) == len(set(names)) >= 80


@pytest.fixture(scope="module")
def box(request):
    """Return the function that opens a box; all of them stand behind one wall."""
    name = getattr(request, "param", "bubblewrap")
    with wall_or_skip(needs_of("gradient-descent"), name) as opened:
        yield opened


@pytest.fixture(scope="module")
def listener():
    """Return sockets that nobody should reach: one on a port, two with names in the kernel."""
    with (
        socket.create_server(("127.0.0.1", 0)) as port,
        socket.socket(socket.AF_UNIX) as name,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams,
    ):
        for server, called in ((name, "\0hostile-left"), (datagrams, "\0hostile-left-datagrams")):
            try:
                server.bind(called)
            except OSError:  # another run of these tests has it
                server.bind(f"{called}-{os.getpid()}")
        name.listen()
        for server in (port, name, datagrams):
            server.setblocking(False)
        yield port.accept, name.accept, partial(datagrams.recv, 1)


@pytest.fixture(scope="module")
def at_first():
    """Return the bytes that this process holds before it has met any of them."""
    return memory("VmRSS")


@pytest.fixture
def impatient(monkeypatch):
    """Let the grader wait for little, so that what never ends ends soon."""
    for name, seconds in (("CELL", 1), ("CALL", 0.5), ("NOTEBOOK", 3), ("ALL", 3)):
        monkeypatch.setattr(asking, f"{name}_SECONDS", seconds)
    monkeypatch.setattr(watch, "PATIENCE", 2)
    monkeypatch.setattr(watch, "MAX_MEMORY", 6 * 10**8)


@pytest.mark.usefixtures("the_next")
@pytest.mark.parametrize(("box", "last", "earns", "source"), list(in_boxes()), indirect=["box"])
def test_hostile_notebook(last, earns, source, box, at_first, listener, impatient, tmp_path):
    path = tmp_path / EXERCISE.name
    path.write_text(json.dumps(with_cell(source, last)))
    with no_harm(at_first, listener):
        checked = check_file(path, seed=5, box=box)
    assert checked.record()["points"] <= earns
    assert [len(checked.verdicts), checked.record()["max_points"]] == [4, 6]
    assert max(map(len, said(checked))) < 1000
    assert all(words.isprintable() for words in said(checked))


def said(checked):
    """Return all words of a report that may be the learner's."""
    return ["", *checked.problems, *(verdict.hint for verdict in checked.verdicts)]


@pytest.fixture
def the_next(box):
    """After a hostile notebook the next one behind the same wall gets what it deserves."""
    yield
    checked = check_file(SOLUTION, seed=5, box=box)
    assert (checked.record()["points"], checked.problems) == (6, [])


@contextmanager
def no_harm(at_first, listener):
    """Compare processes, files, limits, time and memory before and after."""
    there, limits = family(), state()
    Path("/proc/self/clear_refs").write_text("5")  # from now on VmHWM is the peak since now
    began, computed = time.monotonic(), time.process_time()
    yield
    assert time.monotonic() - began < SECONDS
    assert time.process_time() - computed < OWN_SECONDS
    assert memory("VmHWM") - at_first < MEMORY
    for _ in range(100):  # the kernel takes a moment to end them all
        if family() <= there:  # one of the test before may end only now
            break
        time.sleep(0.05)
    assert family() <= there
    assert not [path for folder in FOLDERS for path in Path(folder).glob(TRACE)]
    assert state() == limits
    for reached in listener:
        with pytest.raises(BlockingIOError):
            reached()


def family():
    """Return the processes behind walls of ours; a browser of other tests has children, too."""
    import psutil

    found = set()
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it has ended meanwhile
            if one.name() == "bwrap":
                found |= {one.pid, *(below.pid for below in one.children(recursive=True))}
    return found


def state():
    """Return what of this process and its machine a notebook would like to change."""
    shared = Path("/proc/sysvipc/shm").read_text().count("\n")
    limits = [resource.getrlimit(number) for number in range(16)]
    return shared, limits, os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0)


def memory(what):
    """Return a line of what the kernel says about this process's memory, in bytes."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(rf"{what}:\s+(\d+) kB", status)[1])


def with_cell(source, last):
    """Return the untouched exercise with one more cell, the first or the last."""
    notebook = json.loads(EXERCISE.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
    notebook["cells"].insert(len(notebook["cells"]) if last else 0, cell)
    return notebook


SOURCES = {
    "a number of fifty thousand signs": "x = " + "-" * 50_000 + "1",
    "a sum of fifty thousand": "x = " + "1+" * 50_000 + "1",
    "attributes of attributes": "x = a" + ".a" * 50_000,
    "brackets": "x = " + "(" * 50_000,
    "lists in lists": "x = " + "[" * 150 + "]" * 150,
    "functions in functions": "".join(f"{' ' * at}def gd():\n" for at in range(99))
    + " " * 99
    + "1",
    "five megabytes of zeros": "0\n" * 2_500_000,
    "one word of five megabytes": "x" * 5_000_000,
    "a frame that is too long": "x = '" + "y" * 9_000_000 + "'",
    "no text": "\0\ud800\udfff\ufeff",
    "escapes that are none": "order = ['\\d', '\\!']\n" * 100,
    "a number of a million digits": "x = " + "9" * 1_000_000,
    "ends of lines": "\r\n\r\x0c\x1c\u2028\x85" * 100_000,
}


@pytest.mark.ci
@pytest.mark.usefixtures("the_next")
@pytest.mark.parametrize("source", [pytest.param(s, id=name) for name, s in SOURCES.items()])
def test_a_cell_that_is_hostile_to_read(source, box, at_first, listener, impatient, tmp_path):
    path = tmp_path / EXERCISE.name
    path.write_text(json.dumps(with_cell(source, last=False)))
    with no_harm(at_first, listener):
        checked = check_file(path, seed=5, box=box)
    assert checked.record()["points"] == 0
    assert max(map(len, said(checked))) < 1000
    assert all(words.isprintable() for words in said(checked))


DEEP = "[" * 100_000 + "]" * 100_000
ODD = ("1", '""', "[]", "{}", "null", "NaN", '"05"', '["05"]', DEEP[50_000:150_000], DEEP, "1e999")


def odd_files():
    """Yield files that are nearly notebooks."""
    yield from (b"", b"\xff\xfe{", b"\0" * 100, b"{", b'{"cells": [', b"9" * 100_000)
    for odd in (*ODD, "[" * 900 + "]" * 900):
        yield odd.encode()
        yield f'{{"cells": {odd}}}'.encode()
        yield f'{{"cells": [{odd}]}}'.encode()
        yield f'{{"cells": [], "metadata": {odd}}}'.encode()
        yield f'{{"cells": [], "metadata": {{"hplearn": {odd}}}}}'.encode()
        yield f'{{"cells": [], "metadata": {{"hplearn": {{"exercise": {odd}}}}}}}'.encode()
        for name in ("cell_type", "source", "metadata"):
            yield f'{{"cells": [{{"{name}": {odd}}}]}}'.encode()
        yield f'{{"cells": [{{"metadata": {{"nbgrader": {odd}}}}}]}}'.encode()
        yield f'{{"cells": [{{"metadata": {{"nbgrader": {{"grade_id": {odd}}}}}}}]}}'.encode()
        yield f'{{"cells": [{{"source": [{odd}]}}]}}'.encode()


@pytest.mark.parametrize("name", ["05-odd.ipynb", "odd.ipynb"])
def test_a_file_that_is_hardly_a_notebook(name, tmp_path, monkeypatch):
    monkeypatch.setattr(file_check, "ask", lambda *_: ([Answered("missing")] * 4, {}, Shown()))
    troubles = []
    for content in odd_files():
        path = tmp_path / name
        path.write_bytes(content)
        try:
            points = check_file(path, seed=5).record()["points"]
        except Exception as error:
            points = repr(error)
        if points:
            troubles.append((points, content[:80]))
    assert not troubles


def odd_values():
    """Yield what a forged reply may hold, as it is decoded."""
    import numpy as np

    nested = "D"
    for _ in range(19):
        nested = [nested]
    yield from (None, True, False, 0, -1, 2**64 - 1, -(2**63), 0.0, -0.0, 1e308, float("nan"))
    yield from (float("inf"), "", "\ud800", "x" * 10**6, [], (), {}, set(), nested, {"a": nested})
    yield from (
        [{}],
        [[]],
        [{1, 2}],
        {(1, 2): [3]},
        {None: None},
        {True: 1, 2.5: 2},
        [None],
        [[1], [1, 2]],
    )
    yield from (np.array(1.0), np.array("a"), np.array(True), np.zeros(0), np.zeros((0, 3)))
    yield from (np.zeros((0, 10**9)), np.full(3, np.nan), np.zeros((1,) * 32), np.zeros(10**4))
    yield from (np.array(["a", "b"]), np.zeros((2, 2), bool), np.zeros(3, "f2"), np.zeros(3, "i1"))
    yield from (np.array([2**64 - 1], "u8"), [np.zeros(2), "a"], [np.array("a"), 1.0], ("a", {}))
    yield from ({"x" * 10**6: 1}, ["x" * 10**5] * 3, list(range(10**4)), [[0.0]] * 10**4)
    yield from ({float("nan"): 1, float("inf"): 2}, [float("nan")] * 5, [1, "1", True, None, 1.0])


def uncalled(case):
    """Return the calls of a reply that called nothing: they are counted outside its box."""
    return {given.name: Calls() for given in case.arguments if isinstance(given, Given)}


@pytest.mark.ci
@pytest.mark.parametrize("topic", exercises())
def test_odd_values_are_right_for_no_question(topic):
    troubles = []
    for question in (question for question in questions_of(topic) if not question.written):
        cases = question.cases_of(seed=5)
        for value in odd_values():
            try:
                outcomes = [Outcome("value", value, calls=uncalled(case)) for case in cases]
                verdict = verdict_on(question, cases, Answered("called", outcomes))
                trouble = verdict.points or len(verdict.hint) > 1000 or not clean(verdict.hint)
                said = f"{verdict.points} points: {verdict.hint!r:.100}"
            except Exception as error:
                trouble, said = True, repr(error)
            if trouble:
                troubles.append((question.number, f"{value!r:.60}", said))
    assert not troubles


def clean(words):
    return not words or words.isprintable()
