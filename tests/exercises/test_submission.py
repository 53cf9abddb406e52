"""Notebooks as they come back: cells gone, doubled, re-typed, renamed; files that are none."""

import json

import nbformat
import pytest

from hplearn.exercises.questions import questions_of
from hplearn.exercises.submission import Unreadable, read

from .answers import solution_of

QUESTIONS = questions_of("05")


@pytest.fixture
def notebook():
    """Return the solution of exercise 05, to be damaged."""
    return nbformat.read(solution_of("gradient-descent"), as_version=4)


@pytest.fixture
def handed_in(tmp_path, notebook):
    """Return a function that writes the notebook and reads it as a submission."""

    def write(name="05-gradient-descent.ipynb"):
        (tmp_path / name).write_text(json.dumps(notebook), encoding="utf-8")
        return read(tmp_path / name)

    return write


def answer_cell(notebook, number):
    """Return the position of an answer's cell."""
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    return ids.index(f"gradient-descent-{number}")


def test_a_sound_notebook_has_nothing_odd(handed_in):
    submission = handed_in()
    assert submission.exercise == "gradient-descent"
    assert list(submission.oddities(QUESTIONS)) == []
    assert [number for number, _ in submission.code][:2] == [2, 4]


def test_a_cell_that_is_gone_is_named(handed_in, notebook):
    del notebook.cells[answer_cell(notebook, 2)]
    gone = "The answer cell of 05.2 (gradient-descent-2) is gone."
    assert list(handed_in().oddities(QUESTIONS)) == [gone]


def test_a_first_cell_that_is_gone_is_named(handed_in, notebook):
    first = notebook.cells.pop(1)
    said = "The first cell of the exercise, with `import numpy as np`, is gone or changed."
    assert list(handed_in().oddities(QUESTIONS)) == [said]
    notebook.cells.append(first | {"metadata": {}, "source": "import numpy as np, math"})
    assert list(handed_in().oddities(QUESTIONS)) == [], "what answers need is there"


def test_an_old_version_of_the_exercise_is_said_to_be_one(handed_in, notebook):
    for number, name in ((1, "gd"), (3, "largest_safe_rate")):
        cell = notebook.cells[answer_cell(notebook, number)]
        cell["source"] = cell["source"].replace(f"def {name}(", f"def my_{name}(")
    assert list(handed_in().oddities(QUESTIONS)) == [], "half of the names are there"
    del notebook.cells[answer_cell(notebook, 4)]
    absent = "gd, largest_safe_rate, order"
    said = f"No cell defines {absent}: it may be an old version of the exercise."
    assert list(handed_in().oddities(QUESTIONS)) == [said]


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("keeps_metadata", [True, False])
def test_a_cell_that_became_another_kind_is_named(handed_in, notebook, kind, keeps_metadata):
    at = answer_cell(notebook, 1)
    cell = notebook.cells[at]
    cell["cell_type"] = kind
    if not keeps_metadata:
        cell["metadata"] = {}
    expected = [f"Cell {at + 1} (05.1) is a {kind} cell, so it is not run."]
    assert list(handed_in().oddities(QUESTIONS)) == expected


def test_an_answer_that_is_there_twice_is_named(handed_in, notebook):
    for number, name in ((4, "order"), (1, "gd")):
        at = answer_cell(notebook, number)
        notebook.cells.insert(at, notebook.cells[at])
        said = f"{name} (05.{number}) is defined in cells {at + 1}, {at + 2}; the last one counts."
        assert said in handed_in().oddities(QUESTIONS)
    assert len(list(handed_in().oddities(QUESTIONS))) == 2


def test_an_answer_in_a_cell_of_its_own_is_not_odd_and_a_text_about_one_is_none(
    handed_in, notebook
):
    notebook.cells[answer_cell(notebook, 3)]["metadata"] = {}
    notebook.cells.append(nbformat.v4.new_markdown_cell("order = reversed(walks)"))
    assert list(handed_in().oddities(QUESTIONS)) == []


@pytest.mark.parametrize("left", ["metadata", "grade_ids", "checks", "name"])
def test_any_trace_tells_the_exercise(handed_in, notebook, left):
    if left != "metadata":
        notebook.metadata = {"hplearn": {"exercise": "../99"}}
    for cell in notebook.cells:
        if left != "grade_ids":
            cell["metadata"] = {}
        if left != "checks":
            cell["source"] = "x = 1"
    name = "05 (1).ipynb" if left == "name" else "Untitled.ipynb"
    assert handed_in(name).exercise == "gradient-descent"


def test_no_trace_is_said(handed_in, notebook):
    notebook.metadata, notebook.cells = {}, []
    with pytest.raises(Unreadable, match=r"Untitled.ipynb does not tell which exercise it is"):
        handed_in("Untitled.ipynb")


NOT_JSON = [b"[" * 100_000, b"\xff\xfe{}"]
NO_CELLS = [b"{}", b"[1]", b'{"cells": [3]}', b'{"cells": [{"source": [1]}]}']


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        *((content, "not JSON") for content in NOT_JSON),
        *((content, "without cells") for content in NO_CELLS),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_what_is_no_notebook_is_one_sentence(tmp_path, content, words):
    path = tmp_path / "05.ipynb"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as error:
        read(path)
    said = f"{path} is not a notebook: it is {words}; save it again."
    assert str(error.value) == said


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(Unreadable, match=r"nope.ipynb is not there.$"):
        read(tmp_path / "nope.ipynb")
    with pytest.raises(Unreadable, match=r"cannot be read \(Is a directory\).$|Permission denied"):
        read(tmp_path)


def test_a_cell_needs_no_metadata_and_its_source_may_be_lines(handed_in, notebook):
    notebook.cells = [{"cell_type": "code", "source": ["y", "=1"]}]
    assert handed_in().code == [(1, "y=1")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# it doubles\norder = [1]", "it doubles"),
        ("order = [1]  # it doubles", "it doubles"),
        ("order: list = [1]  # it doubles", "it doubles"),
        ('"""It\ndoubles."""\norder = [1]', "It doubles."),
        ("# \u56e0\u4e3a\u592a\u5927\norder = [1]", "\u56e0\u4e3a\u592a\u5927"),
        ("# YOUR CODE HERE\n### BEGIN SOLUTION\norder = ['# no']", ""),
        ("order = [1]  # five letters, the walk with the fewest steps first", ""),
        ("order = [1]  # Five letters: the walk with the fewest steps!", ""),
        ("# Order them by the number of steps that they need\norder = [1]", ""),
        ("order = [1]  # the fewest steps: a small factor", "the fewest steps: a small factor"),
        ('# order = ["A", "B", "C"]\n# print(order)\norder = [1]', ""),
        ("# order = 1, since 0.83 < 0.9\norder = [1]", "order = 1, since 0.83 < 0.9"),
    ],
)
def test_what_is_said_beside_a_value_is_read_wherever_it_stands(handed_in, notebook, source, words):
    (order,) = (question for question in QUESTIONS if question.name == "order")
    notebook.cells = [{"cell_type": "code", "source": source}]
    assert handed_in().words(order) == words
