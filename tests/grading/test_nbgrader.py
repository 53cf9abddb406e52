"""A course of nbgrader, from assignment to feedback, whose notebooks we mark."""

import shutil
import sqlite3
from contextlib import closing

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from typer.testing import CliRunner

from hplearn.cli import app
from tests.exercises.answers import ROOT, solution_of
from tests.exercises.test_nbgrader import nbgrader, own_settings, points_of
from tests.extras import extra

pytestmark = [pytest.mark.slow, pytest.mark.ci, pytest.mark.usefixtures("a_box", "own_settings")]
SOLUTION = solution_of("gradient-descent")
NAME = "hplearn"  # of the assignment
CHEATS = (
    "import hplearn.exercises\nhplearn.exercises.mark = lambda *a, **k: None",
    "import sys\n\ndef gd(*a):\n    return sys._getframe(3).f_locals['expected']",
)
WORDS = ("seed", "HIDDEN TESTS", "import mark")  # that no feedback shows
__all__ = ["own_settings"]


def changed(cells=(), doubled=""):
    """Return the exercise with cells at its end; or the solution with one cell twice."""
    path = SOLUTION if doubled else ROOT / "exercises" / SOLUTION.name
    notebook = nbformat.read(path, as_version=4)
    notebook.cells += map(new_code_cell, cells)
    twice = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == doubled]
    notebook.cells += [nbformat.from_dict(cell | {"id": "again"}) for cell in twice]
    return notebook


def answered(path):
    """Return a notebook that was given out, with our answers in its cells."""
    notebook = nbformat.read(path, as_version=4)
    solution = nbformat.read(SOLUTION, as_version=4)
    for cell, own in zip(notebook.cells, solution.cells, strict=True):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = own.source
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a course in which some have handed in."""
    extra("nbgrader", "nbgrader")
    folder = tmp_path_factory.mktemp("course")
    (folder / "source" / NAME).mkdir(parents=True)
    shutil.copy(SOLUTION, folder / "source" / NAME)
    shutil.copy(ROOT / "solutions" / "nbgrader_config.py", folder)
    nbgrader(folder, "generate_assignment", NAME)
    notebooks = {
        "honest": answered(folder / "release" / NAME / SOLUTION.name),
        "untouched": changed(),
        "cheat": changed(CHEATS),
        "twice": changed(doubled="gradient-descent-1"),
        "check_twice": changed(doubled="gradient-descent-1-check"),
    }
    for student, notebook in notebooks.items():
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True)
        nbformat.write(notebook, place / SOLUTION.name)
    return folder


POINTS = {"honest": 6, "untouched": 0, "cheat": 0, "twice": 6, "check_twice": 6}


def test_autograde_feedback_and_export(course):
    said = nbgrader(course, "autograde", NAME, "--student", "honest")
    assert "| WARNING]" not in said
    nbgrader(course, "autograde", NAME)
    nbgrader(course, "generate_feedback", NAME)
    nbgrader(course, "export")
    assert {name: points_of(course, name)[SOLUTION.stem] for name in POINTS} == POINTS
    for student in POINTS:
        (page,) = (course / "feedback" / student).rglob("*.html")
        text = page.read_text()
        assert "05.1: " in text
        shown = text.partition("<body")[2]
        if student != "check_twice":  # whose second cell is of our solution, hidden tests and all
            assert not [word for word in WORDS if word in shown]
    assert "honest" in (course / "grades.csv").read_text()


def grade(course, *options):
    arguments = ["grade", course, "--nbgrader", "--out", course / "marks", "--jobs", 1, *options]
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_one_command_of_ours_fills_the_gradebook(course, monkeypatch):
    with closing(sqlite3.connect(course / "gradebook.db")) as book, book:
        book.execute("UPDATE grade SET auto_score = NULL")
    done = grade(course)
    assert done.exit_code == 0, done.output
    assert {name: points_of(course, name)[SOLUTION.stem] for name in POINTS} == POINTS
    assert (course / "gradebook.before-hplearn.db").exists()
    flags = (course / "marks/class.html").read_text()
    assert "gd (05.1) is defined in cells" in flags


def test_what_cannot_be_written_leaves_the_gradebook_as_it_was(course, tmp_path):
    book = course / "gradebook.db"
    before = book.read_bytes()
    with closing(sqlite3.connect(book)) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = grade(course)
        other.rollback()
    assert (done.exit_code, book.read_bytes() == before) == (2, True)
    assert "locked" in done.stderr
    place = course / "submitted" / "honest" / "other"
    place.mkdir()
    shutil.move(course / "submitted" / "honest" / NAME / SOLUTION.name, place)
    done = grade(course)
    assert (done.exit_code, book.read_bytes() == before) == (2, True)
    assert "does not know what was marked" in done.stderr
    done = grade(tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "is no course of nbgrader" in done.stderr
