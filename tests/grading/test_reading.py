"""Written answers go out as pages, and come back as marks by a rubric."""

import re
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from hplearn.contained.outcomes import Shown
from hplearn.exercises.questions import questions_of
from hplearn.exercises.submission import source_of
from hplearn.grading.marks import Answer, MarkedBy
from hplearn.grading.overrides import with_overrides
from hplearn.grading.reading import read_rubrics, write_answers

from .records import a_mark, a_record

HEADER = "student,question,Question and space,Fairness and seeds,Luck and limits,Writing\n"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw=="


def a_study(student, words="Yes, by 0.07."):
    answer = Answer(words, Shown("rate  score\n0.1   0.9", [PNG]), "rates = [1, 2]")
    return a_record(student, a_mark("20.5", None, 16, verdict="written", answer=answer))


def test_a_page_shows_words_output_figures_and_task_and_runs_nothing(tmp_path):
    write_answers(tmp_path, [a_study("ada", "**Yes**\n<script>alert(1)</script>\x1b[31m")])
    page = (tmp_path / "20.5-ada.html").read_text()
    assert "**Yes**\n&lt;script&gt;" in page
    assert "<script" not in page
    assert "\x1b" not in page
    assert "rate  score\n0.1   0.9" in page
    assert f'<img alt="figure 1" src="data:image/png;base64,{PNG}">' in page
    assert "<td><strong>Luck and limits</strong></td>" in page
    assert "<h2>The notebook's code</h2>\n<pre>rates = [1, 2]</pre>" in page


def test_the_rubric_is_the_tasks_own():
    (question,) = (one for one in questions_of("own-model") if one.written)
    task = source_of("exercises", question, "-text")
    rows = re.findall(r"^\| \*\*(.+?)\*\*", task, re.MULTILINE)
    assert (*rows,) == question.rubric
    assert question.points == 16


def test_what_is_filled_in_stays_and_new_answers_are_added(tmp_path):
    table = tmp_path / "rubric.csv"
    write_answers(tmp_path, [a_study("ada"), a_study("=bob")])
    header = HEADER.replace("\n", ",notebook\n")
    assert table.read_text() == f"{header}'=bob,20.5,,,,,n\nada,20.5,,,,,n\n"
    table.write_text(f"{HEADER}ada,20.5,4,3,2,4\n")  # as version 0.2 wrote it
    write_answers(tmp_path, [a_study("ada"), a_study("eve")])
    assert table.read_text() == f"{header}ada,20.5,4,3,2,4,n\neve,20.5,,,,,n\n"


def test_what_is_filled_in_belongs_to_the_notebook_that_was_read(tmp_path):
    table = tmp_path / "rubric.csv"
    old, new = (replace(a_study("ada"), digest=letter * 64) for letter in "ab")
    write_answers(tmp_path, [old])
    table.write_text(table.read_text().replace("20.5,,,,", "20.5,4,3,2,4"))
    (given,) = read_rubrics(table.read_text(), [old]).values()
    assert with_overrides([old], {("ada", "own-model", "20.5"): given})[0].points == 13
    (given,) = read_rubrics(table.read_text(), [new]).values()
    (waiting,) = with_overrides([new], {("ada", "own-model", "20.5"): given})
    assert (waiting.questions[0].points, waiting.questions[0].verdict) == (None, "waits")
    assert "20.5 was marked with 13" in waiting.flags[-1]
    write_answers(tmp_path, [new])
    assert read_rubrics(table.read_text(), [new]) == {}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "ada,20.5,4,5,,4",
            "row 2 (ada), column Fairness and seeds must be a whole number from 0 to 4, got '5'",
        ),
        ("ada,20.5,1,1,1,1\nada,20.5,2,2,2,2", "row 3 must be there once"),
        ("bob,20.5,1,1,1,1", "row 2, student and question must be those of a written answer"),
    ],
)
def test_a_row_that_cannot_be_a_mark_is_named(rows, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        read_rubrics(HEADER + rows, [a_study("ada")])


def test_open_rows_are_no_marks_and_semicolons_are_read(tmp_path):
    half = f"{HEADER}ada,20.5,4,,2,4\n"
    assert read_rubrics(half, [a_study("ada")]) == {}
    (tmp_path / "rubric.csv").write_text(half)
    write_answers(tmp_path, [a_study("ada")])
    assert "ada,20.5,4,,2,4," in (tmp_path / "rubric.csv").read_text()
    assert read_rubrics(f"{HEADER}ada,20.5,,,,", [a_study("ada")]) == {}
    marks = read_rubrics(f"{HEADER}ada,20.5,4,0,2,1".replace(",", ";"), [a_study("ada")])
    given = marks["ada", "own-model", "20.5"]
    assert (given.points, given.marked_by) == (7, MarkedBy.RUBRIC)
    assert given.hint.startswith("by the rubric: Question and space 4, ")


FIGURE = """import matplotlib.pyplot as plt
plt.plot([1, 2, 3])
print("a table")
"""


@pytest.mark.slow
@pytest.mark.usefixtures("a_box")
def test_a_mark_is_open_until_the_table_comes_back(hand_in_cell, grade, marks, tmp_path):
    hand_in_cell(FIGURE)
    folder, table = tmp_path / "read", tmp_path / "read/rubric.csv"
    assert grade("--to-read", folder).exit_code == 0
    assert [marks()["ada"][name] for name in ("20.5", "total", "of")] == ["", "0", "25"]
    page = (folder / "20.5-ada.html").read_text()
    assert "a table" in page
    assert page.count("<img ") == 1
    table.write_text(table.read_text().replace("ada,20.5,,,,", "ada,20.5,4,3,2,4"))
    for options in (["--to-read", folder], []):
        assert grade(*options).exit_code == 0
        assert [marks()["ada"][name] for name in ("20.5", "total", "of")] == ["13", "13", "25"]
    for last, status, mark in (("5", 2, "13"), ("", 0, "")):
        table.write_text(re.sub("4,3,2,.?,", f"4,3,2,{last},", table.read_text()))
        done = grade("--to-read", folder)
        assert done.exit_code == status
        assert ("row 2 (ada), column Writing" in done.stderr) == bool(status)
        assert marks()["ada"]["20.5"] == mark


@pytest.fixture
def hand_in_cell(tmp_path):
    """Return a function that hands in exercise 20: words, and a last cell."""

    def write(source):
        from tests.exercises.answers import ROOT

        path = ROOT / "exercises" / "20-own-model.ipynb"
        notebook = nbformat.read(path, as_version=4)
        (words,) = (cell for cell in notebook.cells if cell.source == "YOUR ANSWER HERE")
        words.source = "**Question.** Does it?"
        notebook.cells.append(new_code_cell(source))
        target = tmp_path / "submissions" / "ada" / path.name
        target.parent.mkdir(parents=True)
        nbformat.write(notebook, target)

    return write
