"""What is built: each notebook itself, and from a solution its exercise."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from hplearn.classroom import build as module
from hplearn.classroom.build import build, sources
from hplearn.classroom.notebooks import to_text
from hplearn.classroom.student_version import student_version
from hplearn.course_files import CHECKOUT, CourseError
from tests.classroom.test_student_version import BASE


@pytest.fixture
def never_run(tmp_path, monkeypatch):
    """Return the paths of a solution, which is built without being run, and of its exercise."""
    path, target = (tmp_path / folder / "05-toy.ipynb" for folder in ("solutions", "exercises"))
    path.parent.mkdir()
    cell = new_code_cell("x", metadata={"nbgrader": BASE | {"solution": True}})
    nbformat.write(new_notebook(cells=[cell]), path)
    monkeypatch.setattr(module, "execute", lambda path: nbformat.read(path, as_version=4))
    return path, target


def test_an_exercise_is_written_beside_and_only_if_it_changed(never_run):
    path, target = never_run
    assert [build(path), build(path)] == [[path, target], []]
    assert target.read_text() == to_text(student_version(nbformat.read(path, as_version=4)))
    target.write_text("old")
    assert build(path) == [target]


def test_a_lesson_becomes_no_exercise_and_a_broken_solution_changes_nothing(never_run, tmp_path):
    path, target = never_run
    lesson = tmp_path / "lessons/05-toy.ipynb"
    lesson.parent.mkdir()
    lesson.write_bytes(path.read_bytes())
    assert build(lesson) == [lesson]
    assert not target.exists()
    before = path.read_text().replace('"x"', '"### BEGIN SOLUTION"')
    path.write_text(before)
    with pytest.raises(ValueError, match="without its other end"):
        build(path)
    assert path.read_text() == before


def test_what_is_built_of_a_checkout_is_each_notebook_that_is_edited_by_hand(monkeypatch, tmp_path):
    made = {*CHECKOUT.glob("exercises/*.ipynb")}
    assert {*sources()} == {*CHECKOUT.glob("*s/*.ipynb")} - made
    monkeypatch.setattr(module, "CHECKOUT", tmp_path)
    with pytest.raises(CourseError, match=r"without its sources: name the notebooks\.$"):
        sources()
