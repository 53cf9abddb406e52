"""The course map shows where one is before anything is run, and nothing else of it changes."""

import nbformat
import pytest

from hplearn.classroom.course_map import course_map
from hplearn.classroom.working_copy import deliver, digest
from hplearn.course_files import CHECKOUT, MAP, MAP_SOURCE, course_files
from hplearn.lab import progress
from hplearn.lab.questions.progress_file import ProgressFile


@pytest.fixture
def folder(tmp_path):
    """Return a learner's folder with the course in it."""
    deliver(course_files(), tmp_path)
    return tmp_path


@pytest.fixture
def begun(folder):
    """Return the folder with one answer in it."""
    ProgressFile(folder / "progress.json").put("predictions", "start-here/shower", {"right": True})
    return folder


def outputs(folder):
    return [c.outputs for c in nbformat.read(folder / MAP, 4).cells if c.cell_type == "code"]


def test_before_the_first_answer_the_map_is_drawn_but_not_opened(folder):
    assert course_map(folder) is None
    ((shown,),) = outputs(folder)
    assert shown.data["text/plain"] == repr(progress(folder))


def test_with_progress_the_map_is_drawn_and_counts_as_unchanged(begun):
    before = digest((begun / MAP).read_bytes())
    assert course_map(begun) == MAP
    nbformat.validate(nbformat.read(begun / MAP, 4))
    ((shown,),) = outputs(begun)
    assert shown.data["text/plain"] == repr(progress(begun))
    assert '<a href="lessons/01-why-tune-at-all.ipynb">' in shown.data["text/html"]
    assert digest((begun / MAP).read_bytes()) == before
    assert deliver(course_files(), begun).messages() == []


def test_a_map_that_was_deleted_or_is_none_is_left_alone(begun):
    (begun / MAP).unlink()
    assert course_map(begun) is None
    assert not (begun / MAP).exists()
    for content in ("{", '{"cells": 1}', '{"cells": [{}]}'):
        (begun / MAP).write_text(content)
        assert course_map(begun) is None
        assert (begun / MAP).read_text() == content


@pytest.mark.parametrize(
    "path", [p for name, p in course_files().items() if name.startswith(("lessons", "exercises"))]
)
def test_the_minutes_that_a_notebook_tells_are_those_that_are_counted(path):
    notebook = nbformat.read(path, 4)
    said = [c.source for c in notebook.cells if "**Time:** " in c.source]
    minutes = notebook.metadata["hplearn"]["minutes"]
    assert path.stem == "00-start-here" or f"**Time:** {minutes} minutes" in said[0]


@pytest.mark.parametrize(
    "name", [MAP_SOURCE, "lessons/00-start-here.ipynb", "lessons/20-own-model.ipynb"]
)
def test_a_committed_report_is_that_of_the_lessons(name, monkeypatch, tmp_path):
    monkeypatch.setenv("HPLEARN_PROGRESS", str(tmp_path / "none.json"))
    path = CHECKOUT / name
    (cell,) = (c for c in nbformat.read(path, 4).cells if c.source.endswith("progress()"))
    (shown,) = cell.outputs
    monkeypatch.chdir(path.parent)
    advice = f"goals or questions have changed: run `hplearn build {name}`"
    assert shown["data"]["text/plain"] == repr(progress()), advice
    assert shown["data"]["text/html"] == progress()._repr_html_(), advice
