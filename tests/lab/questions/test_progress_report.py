"""The report: what the file holds comes out in its lesson's row, and surprises are shown back."""

import json
from xml.etree import ElementTree

import pytest

from hplearn.lab.questions.guesses import NumberGuess
from hplearn.lab.questions.prediction import predict
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.progress_report import COLUMNS, lesson_titles, progress
from hplearn.lab.questions.quiz import question, quiz


@pytest.fixture(autouse=True)
def lessons(course):
    (course / "lessons").mkdir()
    lesson(course / "lessons/04-gradient-descent.ipynb", "# 04 · Gradient <descent>\n\nText.")
    lesson(course / "lessons/10-search.ipynb", "# 10 · Search")


def lesson(path, source):
    cells = [
        {"cell_type": "code", "source": "# a comment"},
        {"cell_type": "markdown", "source": source.splitlines(keepends=True)},
    ]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


FOURTH, TENTH = "04 · Gradient <descent>", "10 · Search"


def guess(name, value, answer=10):
    words = {"answer": answer, "why": "So.", "key": f"04-{name}"}
    made = predict(f"How many {name}?", number=NumberGuess(), **words)
    made.commit(value)
    return made


def parsed(report):
    return ElementTree.fromstring(f"<div>{report._repr_html_().replace('<br>', '<br/>')}</div>")


def test_before_the_first_answer_every_lesson_stands_open(course):
    report = progress()
    assert report.rows == [(FOURTH, "–", "–", "–"), (TENTH, "–", "–", "–")]
    assert report.surprises == []
    assert "surprises" not in report._repr_html_()
    assert [path.name for path in course.iterdir()] == ["lessons"]


def test_answers_come_out_in_their_lessons_row():
    for name, value in [("a", 10), ("b", 10.5), ("c", 99)]:
        guess(name, value)
    made = quiz(question("Why?", {"x": "Yes.", "y": "No."}, answer="x"), key="10-quiz")
    made.answer(0, "x")
    ProgressFile().put("checks", "10-one", {"points": 2, "max_points": 3})
    ProgressFile().put("checks", "10-two", {"points": 0.5, "max_points": 1})
    assert progress().rows == [(FOURTH, "2 of 3", "–", "–"), (TENTH, "–", "1 of 1", "2.5 of 4")]


def test_the_last_five_surprises_are_shown_back_with_the_learners_words():
    for number in range(7):
        guess(f"no{number}", 99)
    guess("right", 10)
    guess("last", 5, answer=20).explain("I <forgot> the root.")
    report = progress()
    asked = [said[0] for said in report.surprises]
    assert asked == [f"How many {name}?" for name in ("no3", "no4", "no5", "no6", "last")]
    *_, item = parsed(report).iter("li")
    said = "You said 5; it was 20. You wrote: I <forgot> the root."
    assert "".join(item.itertext()) == f"How many last?{said}"
    assert f"How many last?\n{said}" in repr(report)


def test_the_table_names_its_rows_and_columns():
    guess("a", 10)
    table = parsed(progress()).find("table")
    heads = [(th.get("scope"), th.text) for th in table.iter("th")]
    assert heads == [*(("col", name) for name in COLUMNS), ("row", FOURTH), ("row", TENTH)]
    assert [td.text for td in table.iter("td")] == ["1 of 1", "–", "–", "–", "–", "–"]
    head, first, second = repr(progress()).splitlines()
    assert first.index("1 of 1") == head.index("Predictions right"), "as in the text's columns"
    assert second.startswith(TENTH)


def test_odd_records_and_lessons_do_no_harm(course):
    (course / "lessons" / "12-torn.ipynb").write_text('{"cells": [')
    lesson(course / "lessons" / "13-empty.ipynb", "")
    odd = {
        "predictions": {"04-a": {"right": "yes"}, "04-b": 3, "x": {"right": True}, "99-a": {}},
        "checks": {"10-a": {"points": "2", "max_points": 3}, "10-b": {"points": 1}},
        "quizzes": {"15-quiz-1": {"right": False}},
    }
    (course / "progress.json").write_text(json.dumps({"version": 1} | odd))
    assert progress().rows[2:] == [
        ("12-torn", "–", "–", "–"),
        ("13-empty", "–", "–", "–"),
        ("Lesson 15", "–", "0 of 1", "–"),
        ("Lesson 99", "–", "–", "–"),
    ]
    assert {row[1:] for row in progress().rows[:2]} == {("–", "–", "–")}


def test_a_damaged_file_is_told_and_left_where_it_is(course):
    (course / "progress.json").write_text("{")
    report = progress()
    assert "it is damaged" in report._repr_html_()
    assert repr(report).endswith("it is damaged.")
    assert (course / "progress.json").read_text() == "{"


def test_titles_are_found_in_a_learners_flat_folder_too(course):
    for name in ("04-gradient-descent.new.ipynb", "04-gradient-descent.ipynb"):
        lesson(course / name, f"# {name}")
    assert lesson_titles(course)["04"] == "04-gradient-descent.ipynb"
    assert lesson_titles(course / "lessons").keys() == {"04", "10"}
