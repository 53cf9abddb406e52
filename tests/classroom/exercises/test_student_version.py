"""From solution to exercise: answers and hidden tests go, everything else stays as it is."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.testing import CliRunner

from hplearn.classroom.exercises.student_version import build_exercise, student_version
from hplearn.classroom.notebooks import to_text
from hplearn.cli import app

BASE = {"schema_version": 3, "grade": False, "solution": False, "locked": False}


def student(source, make=new_code_cell, **about):
    cell = make(source, metadata={"nbgrader": BASE | about, "tags": ["x"]})
    return student_version(new_notebook(cells=[cell])).cells[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            'def f(x):\n    """Give."""\n    ### BEGIN SOLUTION\n    y = 2 * x\n\n    return y\n'
            '    ### END SOLUTION\n    raise NotImplementedError("1")',
            'def f(x):\n    """Give."""\n    # YOUR CODE HERE\n    raise NotImplementedError("1")',
        ),
        ("x = ...\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "x = ...\n# YOUR CODE HERE"),
        (
            "### BEGIN SOLUTION\na\n### END SOLUTION\nb\n### BEGIN SOLUTION\nc\n### END SOLUTION\n",
            "# YOUR CODE HERE\nb\n# YOUR CODE HERE",
        ),
        ("all of it", "# YOUR CODE HERE"),
    ],
)
def test_a_solution_becomes_one_comment(source, expected):
    assert student(source, solution=True).source == expected


def test_hidden_tests_go_and_leave_no_empty_line():
    source = "check(1)\n### BEGIN HIDDEN TESTS\nmark(1)\n### END HIDDEN TESTS"
    assert student(source, grade=True, locked=True).source == "check(1)"


def test_a_written_answer_becomes_a_place_to_write():
    cell = student("The steep direction sets it.", new_markdown_cell, solution=True, grade=True)
    assert cell.source == "YOUR ANSWER HERE"


@pytest.mark.parametrize(
    ("about", "editable", "deletable"),
    [({"solution": True}, True, False), ({"grade": True, "locked": True}, False, False)],
)
def test_locked_cells_cannot_be_edited_nor_any_of_ours_deleted(about, editable, deletable):
    metadata = student("x", **about).metadata
    assert metadata.get("editable", True) == editable
    assert metadata.get("deletable", True) == deletable
    assert metadata["tags"] == ["x"]


def test_nothing_has_been_run_and_the_solution_is_not_touched():
    cell = new_code_cell(
        "1", execution_count=3, outputs=[nbformat.v4.new_output("stream", text="1")]
    )
    notebook = new_notebook(cells=[cell, new_markdown_cell("text")])
    before = nbformat.writes(notebook)
    student_cells = student_version(notebook).cells
    assert (student_cells[0].outputs, student_cells[0].execution_count) == ([], None)
    assert student_cells[1].metadata == {}
    assert nbformat.writes(notebook) == before


@pytest.mark.parametrize(
    ("source", "about", "words"),
    [
        ("### BEGIN SOLUTION\nx", {"solution": True}, "without its other end"),
        ("### BEGIN HIDDEN TESTS\nx", {"grade": True}, "without its other end"),
        ("x\n### END SOLUTION", {"solution": True}, "without its other end"),
        (
            "### BEGIN SOLUTION\nx\n### BEGIN HIDDEN TESTS\ny\n### END SOLUTION",
            {"solution": True},
            "a region inside another",
        ),
        ("### BEGIN SOLUTION\nx\n### END SOLUTION", {"grade": True}, "is no answer cell"),
    ],
)
def test_an_answer_never_slips_through(source, about, words):
    notebook = new_notebook(
        cells=[new_code_cell(f"y\n{source}", metadata={"nbgrader": BASE | about})]
    )
    with pytest.raises(ValueError, match=f"cell 1 .*{words}"):
        student_version(notebook)


def test_build_writes_beside_and_only_what_changed(tmp_path):
    path = tmp_path / "solutions" / "04-toy.ipynb"
    path.parent.mkdir()
    nbformat.write(
        new_notebook(cells=[new_code_cell("x", metadata={"nbgrader": BASE | {"solution": True}})]),
        path,
    )
    target = tmp_path / "exercises" / "04-toy.ipynb"
    assert build_exercise(path) == target
    assert build_exercise(path) is None
    assert target.read_text() == to_text(student_version(nbformat.read(path, as_version=4)))
    target.write_text("old")
    assert build_exercise(path) == target


def test_build_makes_exercises_of_solutions_and_of_nothing_else(tmp_path, monkeypatch):
    from hplearn.classroom import notebooks
    from hplearn.classroom.exercises import student_version as module

    monkeypatch.setattr(notebooks, "build", lambda paths: [])
    monkeypatch.setattr(module, "build_exercise", lambda path: path.with_name("made.ipynb"))
    paths = [tmp_path / "lessons" / "04-toy.ipynb", tmp_path / "solutions" / "04-toy.ipynb"]
    for path in paths:
        path.parent.mkdir()
        nbformat.write(new_notebook(), path)
    result = CliRunner().invoke(app, ["build", *map(str, paths)])
    assert result.stdout == f"Changed: {tmp_path}/solutions/made.ipynb\n"
