"""What is built: each notebook itself, and from a solution its exercise."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from hplearn.classroom import build as module
from hplearn.classroom import notebooks
from hplearn.classroom.build import build, build_exercise, sources
from hplearn.classroom.notebooks import to_text
from hplearn.classroom.student_version import student_version
from hplearn.course_files import CHECKOUT, CourseError
from tests.classroom.test_student_version import BASE


def test_an_exercise_is_written_beside_and_only_if_it_changed(tmp_path):
    path, target = (tmp_path / folder / "05-toy.ipynb" for folder in ("solutions", "exercises"))
    path.parent.mkdir()
    cell = new_code_cell("x", metadata={"nbgrader": BASE | {"solution": True}})
    nbformat.write(new_notebook(cells=[cell]), path)
    assert [build_exercise(path), build_exercise(path)] == [target, None]
    assert target.read_text() == to_text(student_version(nbformat.read(path, as_version=4)))
    target.write_text("old")
    assert build_exercise(path) == target


def test_exercises_are_made_of_solutions_and_of_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "build", lambda path: None)
    monkeypatch.setattr(module, "build_exercise", lambda path: path.with_name("made.ipynb"))
    assert build(tmp_path / "lessons/05-toy.ipynb") == []
    assert build(tmp_path / "solutions/05-toy.ipynb") == [tmp_path / "solutions/made.ipynb"]
    monkeypatch.setattr(notebooks, "build", lambda path: path)
    assert len(build(tmp_path / "solutions/05-toy.ipynb")) == 2


def test_what_is_built_of_a_checkout_is_each_notebook_that_is_edited_by_hand(monkeypatch, tmp_path):
    made = {*CHECKOUT.glob("exercises/*.ipynb")}
    assert {*sources()} == {*CHECKOUT.glob("*s/*.ipynb")} - made
    monkeypatch.setattr(module, "CHECKOUT", tmp_path)
    with pytest.raises(CourseError, match=r"without its sources: name the notebooks\.$"):
        sources()
