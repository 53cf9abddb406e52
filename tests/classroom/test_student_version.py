"""From solution to exercise: answers and hidden tests go, everything else stays as it is."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from hplearn.classroom.student_version import student_version

BASE = {"schema_version": 3, "grade": False, "solution": False, "locked": False}


def student(source, make=new_code_cell, **about):
    cell = make(source, metadata={"nbgrader": BASE | about, "tags": ["x"]})
    return student_version(new_notebook(cells=[cell])).cells[0]


FUNCTION = """def f(x):
    ### BEGIN SOLUTION
    y = 2 * x

    return y
    ### END SOLUTION
    raise NotImplementedError("1")"""
REGION = "### BEGIN SOLUTION\na\n### END SOLUTION"
HIDDEN = "check(1)\n### BEGIN HIDDEN TESTS\nmark(1)\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (FUNCTION, 'def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError("1")'),
        (f"x = ...\n{REGION}", "x = ...\n# YOUR CODE HERE"),
        (f"{REGION}\nb\n{REGION}\n", "# YOUR CODE HERE\nb\n# YOUR CODE HERE"),
        ("all of it", "# YOUR CODE HERE"),
    ],
)
def test_a_solution_becomes_one_comment(source, expected):
    assert student(source, solution=True).source == expected


def test_hidden_tests_go_and_a_written_answer_becomes_a_place_to_write():
    assert student(HIDDEN, grade=True, locked=True).source == "check(1)"
    cell = student("The steep direction sets it.", new_markdown_cell, solution=True, grade=True)
    assert cell.source == "YOUR ANSWER HERE"


def test_nothing_has_been_run_and_the_solution_is_not_touched():
    output = nbformat.v4.new_output("stream", text="1")
    cell = new_code_cell("1", execution_count=3, outputs=[output])
    notebook = new_notebook(cells=[cell, new_markdown_cell("text")])
    before = nbformat.writes(notebook)
    code, text = student_version(notebook).cells
    assert (code.outputs, code.execution_count, text.metadata) == ([], None, {})
    assert nbformat.writes(notebook) == before


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("### BEGIN SOLUTION\nx", "solution", "without its other end"),
        ("### BEGIN HIDDEN TESTS\nx", "grade", "without its other end"),
        ("x\n### END SOLUTION", "solution", "without its other end"),
        (f"### BEGIN SOLUTION\n{REGION}", "solution", "a region inside another"),
        (REGION, "grade", "is not an answer cell"),
    ],
)
def test_an_answer_never_slips_through(source, kind, words):
    with pytest.raises(ValueError, match=f"cell 1 .*{words}"):
        student(f"y\n{source}", **{kind: True})
