"""The trusted side has bounds: a call in a fork, and a class with all that would break them."""

import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import time

import numpy as np
import psutil
import pytest

from hplearn.grading.bounded import ROOM, OutOfBounds, bounded
from tests.exercises.answers import ROOT, solution_of

SOLUTION = solution_of("gradient-descent")


def test_it_returns_or_raises_what_the_call_does():
    assert bounded(60, sorted, [3, 1]) == [1, 3]
    with pytest.raises(ZeroDivisionError):
        bounded(60, divmod, 1, 0)
    assert bounded(60, os.getpid) != os.getpid()


def test_what_waits_or_computes_in_compiled_code_is_ended():
    with pytest.raises(OutOfBounds, match=r"it took longer than 0\.2 s"):
        bounded(0.2, time.sleep, 600)
    big = np.random.default_rng(0).normal(size=(1500, 1500))
    with pytest.raises(OutOfBounds, match=r"it took longer than 0\.2 s"):
        bounded(0.2, np.linalg.eigvals, big)


def test_memory_and_the_end_of_the_process_are_told():
    with pytest.raises(OutOfBounds, match="it took too much memory"):
        bounded(60, bytearray, 2 * ROOM)
    with pytest.raises(OutOfBounds, match="it ended the process"):
        bounded(60, os._exit, 0)


def test_nothing_is_left_of_it():
    gc.collect()  # closes files that other tests left open; their threads may close more meanwhile
    limit, files = resource.getrlimit(resource.RLIMIT_AS), set(os.listdir("/proc/self/fd"))
    children = [bounded(60, os.getpid) for _ in range(5)]
    assert resource.getrlimit(resource.RLIMIT_AS) == limit
    assert set(os.listdir("/proc/self/fd")) <= files
    assert not any(map(psutil.pid_exists, children))


SLOW = "import time\n\ndef largest_safe_rate(hessian):\n    time.sleep(1)\n    return 0.0"
CELLS = {
    "sleepers": "import time\ntime.sleep(3)",
    "sleeping_answer": SLOW,
    "colliding": "order = [2**61 * n - n for n in range(100_000)]",
    "failing": "def largest_safe_rate(hessian):\n    raise ValueError('x' * 10**6)",
}
ODD = {  # made where they are written: they fill 200 MB
    "sparse": lambda: b"",
    "large": lambda: b"x" * 2 * 10**8,
    "cells": lambda: b'{"cells": [' + b",".join([b"{}"] * 10**6) + b"]}",
    "deep": lambda: b"[" * 10**5 + b"]" * 10**5,
}


@pytest.mark.ci
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux, as boxes do")
def test_honest_marks_are_the_same_in_a_class_that_would_break_the_grader(tmp_path):
    alone, among = (tmp_path / name for name in ("alone", "among"))
    for folder in (alone, among):
        for student in ("ada", "zoe"):
            (folder / student).mkdir(parents=True)
            shutil.copy(SOLUTION, folder / student)
    (tmp_path / "secret").write_text("of a test, long enough")
    _odd_files(among)
    for name, source in CELLS.items():
        notebook = json.loads(SOLUTION.read_text())
        cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
        notebook["cells"] += [cell] * (8 if name == "sleepers" else 1)
        (among / name).mkdir()
        (among / name / "05.ipynb").write_text(json.dumps(notebook))
    marks, held = zip(*(_graded(tmp_path, folder) for folder in (alone, among)), strict=True)
    assert marks[1].keys() - marks[0].keys() == {path.name for path in among.iterdir()} - {
        "ada",
        "zoe",
    }
    for student in ("ada", "zoe"):
        assert marks[0][student] == marks[1][student]
        assert marks[0][student]["points"] == 6
    assert "took longer than" in marks[1]["sleepers"]["error"]
    for student in ODD:
        assert marks[1][student]["error"].count(".ipynb") == 1
    assert max(held) < 500 * 1024


def _odd_files(folder):
    for name, content in ODD.items():
        (folder / name).mkdir()
        (folder / name / "05.ipynb").write_bytes(content())
    os.truncate(folder / "sparse/05.ipynb", 3 * 10**9)


# No other process of the tests is among its children.
HELD = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def _graded(tmp_path, folder):
    """Return the records of a class by student, and the most kilobytes that a process held."""
    out = tmp_path / f"{folder.name}-marks"
    command = [sys.executable, "-m", "hplearn", "grade", str(folder), "--out", str(out)]
    command += ["--secret", str(tmp_path / "secret"), "--minutes", "0.25"]
    measured = [sys.executable, "-c", HELD, *command]
    done = subprocess.run(measured, cwd=ROOT, check=True, capture_output=True, text=True)
    records = {one["student"]: one for one in json.loads((out / "marks.json").read_text())}
    return records, int(done.stdout)
