"""Every command of the page on marking runs, from a copy of the page."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from tests.exercises.answers import ROOT, solution_of
from tests.exercises.test_nbgrader import nbgrader, own_settings, points_of
from tests.extras import extra

pytestmark = [pytest.mark.slow, pytest.mark.ci, pytest.mark.usefixtures("a_box", "own_settings")]
__all__ = ["own_settings"]
PAGE = (ROOT / "docs" / "marking.md").read_text(encoding="utf-8")
SOLUTION, STUDY = solution_of("gradient-descent"), solution_of("own-model")
GRADEBOOK = """Student,ID,SIS User ID,SIS Login ID,Section,Exercise 05 (991)
    Points Possible,,,,,6
"Lovelace, Ada",11,s11,ada,A,
"B, Bob",12,s12,bob,A,
"""


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a folder with all that the page's commands take."""
    folder = tmp_path_factory.mktemp("teacher")
    for kind, student, path in (
        ("submissions", "ada", SOLUTION),
        ("submissions", "bob", ROOT / "exercises" / SOLUTION.name),
        ("studies", "ada", STUDY),
        ("course/source", "hplearn", SOLUTION),
    ):
        (folder / kind / student).mkdir(parents=True)
        shutil.copy(path, folder / kind / student)
    shutil.copy(SOLUTION, folder / "ada_05.ipynb")
    shutil.copy(ROOT / "solutions" / "nbgrader_config.py", folder / "course")
    (folder / "roster.csv").write_text("student,name\nada,Ada\nbob,Bob\n")
    (folder / "times.csv").write_text("student,time\nada,2026-05-02 12:00\nbob,2026-05-01 12:00\n")
    (folder / "gradebook.csv").write_text(GRADEBOOK)
    return folder


def bash(commands, folder):
    names = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    command = ["bash", "-euo", "pipefail", "-c", commands]
    surroundings = os.environ | {"PATH": names}
    return subprocess.run(
        command, cwd=folder, env=surroundings, check=True, capture_output=True, text=True
    )


def test_each_command(place):
    extra("nbgrader", "nbgrader")
    nbgrader(place / "course", "generate_assignment", "hplearn")
    handed = place / "course" / "submitted" / "ada" / "hplearn"
    handed.mkdir(parents=True)
    shutil.copy(SOLUTION, handed)
    for block in blocks("sh"):
        bash(block, place)
    assert points_of(place / "course", "ada")[SOLUTION.stem] == 6
    assert json.loads((place / "results.json").read_text())["score"] == 6
    assert json.loads((place / "ada_05.json").read_text())["points"] == 6
    assert (place / "marks/moodle.csv").read_text() == "ID number,Exercise 05\nada,6\nbob,0\n"
    assert '"Lovelace, Ada",11,s11,ada,A,6\n' in (place / "marks-for-canvas/canvas.csv").read_text()
    assert (place / "to-read/20.5-ada.html").exists()


def test_gradescopes_container(tmp_path):
    (block,) = blocks("bash")
    for name in ("submission", "results"):
        (tmp_path / "autograder" / name).mkdir(parents=True)
    handed, written = (tmp_path / "autograder" / name for name in ("submission", "results"))
    scores, said = [], []
    for source, name in (
        (tmp_path / "autograder", "notes.txt"),
        (SOLUTION, "my answer.ipynb"),
        (solution_of("momentum"), "last week.ipynb"),
        (SOLUTION, "my answer (1).ipynb"),
    ):
        shutil.copy(source, handed / name) if source.is_file() else (handed / name).touch()
        bash(block.replace("/autograder", str(tmp_path / "autograder")), tmp_path)
        results = json.loads((written / "results.json").read_text())
        scores.append([results["score"], *(test["score"] for test in results["tests"])])
        said.append(results["output"])
    assert scores == [[0], [6, 2, 2, 1, 1], [6, 2, 2, 1, 1], [0]]
    assert said == [
        "*.ipynb is not there.",
        "",
        "",
        "Each of my answer (1).ipynb, my answer.ipynb is a notebook of exercise 05: keep one.",
    ]


def test_the_job_of_a_hosted_ci(place, tmp_path):
    (block,) = blocks("yaml")
    steps = yaml.safe_load(block)["jobs"]["marks"]["steps"]
    shutil.copy(SOLUTION, tmp_path)
    bash(steps[-1]["run"], tmp_path)
    assert json.loads((tmp_path / "marks.json").read_text())["points"] == 6


def test_the_web_hook(tmp_path):
    (block,) = blocks("python")
    assert len([line for line in block.splitlines() if line.strip()]) <= 20
    (tmp_path / "hook.py").write_text(block)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(tmp_path / "hook.py"), str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            record = posted(f"http://127.0.0.1:{port}", SOLUTION.read_bytes())
        finally:
            server.kill()
    assert record["points"] == 6


def posted(address, content):
    """Return the answer, as soon as somebody listens."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, content, timeout=300) as answer:
                return json.load(answer)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")
