"""Marks for Moodle, Canvas and Gradescope, as their importers read them."""

import csv
import io
import json
import re

import pytest

from hplearn.grading.schools import canvas_csv, gradescope_json, moodle_csv

from .records import a_mark, a_record


def of_six(student, points=5, number="05", error=""):
    question = a_mark(f"{number}.1", points, 6, hint="Good.")
    return a_record(student, question, error=error, problems=("Cell 2 stops.",))


def rows(text):
    return list(csv.reader(io.StringIO(text)))


RECORDS = [of_six("ada"), of_six("ada", 2.5, "06"), of_six("bob", None), of_six("=eve", 0)]


def test_moodle_has_one_column_an_exercise_and_a_dash_for_none():
    assert rows(moodle_csv(RECORDS, [{"student": "zoe"}])) == [
        ["idnumber", "Exercise 05", "Exercise 06"],
        ["zoe", "-", "-"],
        ["ada", "5", "2.5"],
        ["bob", "-", "-"],
        ["'=eve", "0", "-"],
    ]
    assert rows(moodle_csv([of_six("ada", error="x is a link.")]))[1] == ["ada", "-"]


def test_moodle_tells_students_by_mail_if_all_have_one():
    roster = [{"student": "ada", "e-mail": "ada@x.org"}, {"student": "bob", "e-mail": "b@x.org"}]
    assert rows(moodle_csv(RECORDS[:3], roster))[:2] == [
        ["email address", "Exercise 05", "Exercise 06"],
        ["ada@x.org", "5", "2.5"],
    ]
    assert rows(moodle_csv(RECORDS, roster))[0][0] == "idnumber"
    roster[1]["e-mail"] = "ada@x.org"
    assert rows(moodle_csv(RECORDS[:3], roster))[0][0] == "idnumber"


GRADEBOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Exercise 05: descent (991),Quiz 1 (7),"
    "Total\n"
    "    Points Possible,,,,,6.0,10,(read only)\n"
    '"Lovelace, Ada",11,s11,ada,A,,3,1\n'
    '"B, Bob",12,bob,b12,A,2,,1\n'
    '"Student, Test",13,,,A,,,\n'
)


def test_the_gradebook_of_canvas_comes_out_filled_and_else_as_it_was():
    filled = rows(canvas_csv(GRADEBOOK, RECORDS[:3]))
    before = rows(GRADEBOOK.removeprefix("\ufeff"))
    assert [row[5] for row in filled] == ["Exercise 05: descent (991)", "6.0", "5", "", ""]
    for row in (*filled, *before):
        row[5] = ""
    assert filled == before
    roster = [{"student": "lovelace", "e-mail": "ada"}]  # which says who is who
    assert rows(canvas_csv(GRADEBOOK, [of_six("lovelace")], roster))[2][5] == "5"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SIS Login ID", "Login", "the header must be one with SIS Login ID"),
        ("Exercise 05", "Homework", "the header must be one with an exercise"),
        ("Quiz 1 (7)", "05 again", "the header must be one column of exercise 05"),
        ("6.0", "8", "the points possible must be 6 for exercise 05"),
        (",ada,", ",nobody,", "the gradebook must be one with a row for each of them, got 'ada'"),
        ("b12", "ada", "row 4, student must be in one row, got 'ada'"),
    ],
)
def test_a_gradebook_that_does_not_fit_is_one_sentence(old, new, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        canvas_csv(GRADEBOOK.replace(old, new), RECORDS[:1])


def test_gradescope_gets_what_its_schema_asks_for():
    results = json.loads(gradescope_json(of_six("ada", 5)))
    assert results["score"] == 5
    assert results["output"] == "Cell 2 stops."
    (test,) = results["tests"]
    assert test == {
        "name": "05.1 right",
        "score": 5,
        "max_score": 6,
        "output": "Good.",
        "output_format": "text",
        "visibility": "visible",
    }
