"""Every command of the teacher's guide runs from a copy of the page, or is at least spelled right.

What needs a server or an exchange of files is only asked for its help.
"""

import re
import shlex
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from hplearn.cli import app
from tests.browser.chromium import chromium
from tests.exercises.answers import ROOT, solution_of
from tests.exercises.test_nbgrader import own_settings
from tests.extras import extra
from tests.grading.test_marking_page import GRADEBOOK, bash

__all__ = ["own_settings"]
PAGE = (ROOT / "docs/teaching/guide.md").read_text(encoding="utf-8")
SOLUTION = solution_of("gradient-descent")
MOODLE = "Ada Lovelace_17_assignsubmission_file_"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def only_spelled():
    lines = {line for block in blocks("console") for line in block.splitlines()}
    lines |= {*re.findall(r"`((?:hplearn|nbgrader) [^`]+)`", PAGE)}
    slow_to_start = {line for line in lines if line.startswith("nbgrader")}
    late = [pytest.param(line, marks=pytest.mark.ci) for line in sorted(slow_to_start)]
    return sorted(lines - slow_to_start) + late


@pytest.mark.slow
@pytest.mark.parametrize("line", only_spelled())
def test_a_command_has_the_options_that_are_named(line):
    program, command, *rest = shlex.split(line)
    if program == "hplearn":
        done = CliRunner(env={"COLUMNS": "200"}).invoke(app, [command, "--help"])
        assert done.exit_code == 0, done.output
    else:
        extra("nbgrader", "nbgrader")
        asked = [sys.executable, "-m", program, command, "--help"]
        done = subprocess.run(asked, capture_output=True, text=True, env={"COLUMNS": "200"})
        assert done.returncode == 0, done.stderr
    assert [word for word in rest if word.startswith("-") and word not in done.stdout] == []


def test_the_hubs_settings_are_ones_that_the_course_reads():
    (block,) = blocks("python")
    spawner = SimpleNamespace()
    exec(block, {"c": SimpleNamespace(Spawner=spawner)})
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "hplearn").rglob("*.py")]
    for word in (*spawner.environment, *spawner.args):
        assert any(f'"{word}"' in source for source in sources), f"nothing reads {word}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a folder with all that the page's commands take."""
    folder = tmp_path_factory.mktemp("teacher")
    (folder / "hplearn").mkdir()
    for name in ("solutions", "lessons"):
        (folder / "hplearn" / name).symlink_to(ROOT / name)
    (folder / "submissions").mkdir()
    shutil.copy(SOLUTION, folder / "submissions/ada_05.ipynb")
    shutil.copy(ROOT / "exercises" / SOLUTION.name, folder / "submissions/bob_05.ipynb")
    (folder / "downloaded" / MOODLE).mkdir(parents=True)
    shutil.copy(SOLUTION, folder / "downloaded" / MOODLE)
    (folder / "roster.csv").write_text("student,name\nada,Ada\nbob,Bob\ncara,Cara\n")
    (folder / "gradebook.csv").write_text(GRADEBOOK + '"C, Cara",13,s13,cara,A,\n')
    (folder / "repositories.txt").write_text(f"ada {folder / 'of-ada'}\n")
    shutil.copytree(folder / "submissions", folder / "of-ada")
    (folder / "of-ada/bob_05.ipynb").unlink()
    as_ada = "git -c user.name=Ada -c user.email=ada@example.org"
    bash(f"cd of-ada && git init -q && git add . && {as_ada} commit -qm done", folder)
    return folder


@pytest.mark.slow
@pytest.mark.ci
@pytest.mark.usefixtures("a_box", "own_settings")
def test_each_command_that_needs_no_server(place):
    extra("nbgrader", "nbgrader")
    with chromium():  # which prints the handout, or the test is skipped
        pass
    for block in blocks("sh"):
        bash(block, place)
    for marks, row in (
        ("made-up-marks", "olga,Ольга Иванова,olga@example.org,two-problems-in-one,"),
        ("marks", "ada,Ada,gradient-descent,2,2,1,1,6,6"),
        ("marks", "cara,"),
        ("marks-of-clones", "ada,gradient-descent,2,2,1,1,6,6"),
        ("marks-for-moodle", f"{MOODLE},gradient-descent,2,2,1,1,6,6"),
    ):
        assert f"\n{row}" in (place / marks / "marks.csv").read_text(), marks
    assert f"\n{MOODLE},6\n" in (place / "marks-for-moodle/moodle.csv").read_text()
    assert '"Lovelace, Ada",11,s11,ada,A,6\n' in (place / "marks/canvas.csv").read_text()
    assert (place / "handouts/05-gradient-descent.pdf").exists()
    assert '"outputs": []' in (place / "lessons" / SOLUTION.name).read_text()
    assert "image/png" not in (place / "lessons" / SOLUTION.name).read_text()
    assert (place / "course/release/exercise-05" / SOLUTION.name).exists()
