"""Marks for Moodle, Canvas and Gradescope, as their importers read them."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.grading.people import Roster, read_roster
from hplearn.grading.schools import canvas_csv, gradescope_json, moodle_csv

from .records import a_mark, a_record


def of_six(student, points=5, number="05", error=""):
    question = a_mark(f"{number}.1", points, 6, hint="Good.")
    return a_record(student, question, error=error, problems=("Cell 2 stops.",))


def rows(text):
    return list(csv.reader(io.StringIO(text)))


RECORDS = [of_six("ada"), of_six("ada", 2.5, "06"), of_six("bob", None), of_six("=eve", 0)]


def test_moodle_has_one_column_an_exercise_and_nobody_without_a_mark():
    table = [
        ["ID number", "Exercise 05", "Exercise 06"],
        ["ada", "5", "2.5"],
        ["'=eve", "0", "-"],
    ]
    assert rows(moodle_csv("", RECORDS)) == table
    known = [{"student": name} for name in ("zoe", "ada", "bob", "=eve")]
    assert rows(moodle_csv("", RECORDS, known)) == table
    assert rows(moodle_csv("", [of_six("ada", error="x is a link.")]))[1:] == []


def test_moodle_is_told_of_nobody_who_is_not_on_the_roster():
    known = [{"student": "0012", "e-mail": "ada@x.org"}, {"student": "0013", "e-mail": "b@x.org"}]
    records = [of_six("0012"), of_six("Garcia Jose")]
    assert rows(moodle_csv("", records, known)) == [
        ["Email address", "Exercise 05"],
        ["ada@x.org", "5"],
    ]


def test_moodle_tells_students_by_mail_if_all_have_one():
    roster = [{"student": "ada", "e-mail": "ada@x.org"}, {"student": "bob", "e-mail": "b@x.org"}]
    assert rows(moodle_csv("", RECORDS[:3], roster))[:2] == [
        ["Email address", "Exercise 05", "Exercise 06"],
        ["ada@x.org", "5", "2.5"],
    ]
    assert rows(moodle_csv("", RECORDS, [*roster, {"student": "eve"}]))[0][0] == "ID number"
    roster[1]["e-mail"] = "ada@x.org"
    assert rows(moodle_csv("", RECORDS[:3], roster))[0][0] == "ID number"


def test_moodle_is_told_the_mail_that_is_a_students_id():
    roster = read_roster("First name,Surname,Email address\nAda,L,ada@x.org\nBob,B,b@x.org\n")
    table = rows(moodle_csv("", [of_six("ada@x.org")], roster))
    assert table == [["Email address", "Exercise 05"], ["ada@x.org", "5"]]


WORKSHEET = (
    "\ufeffIdentifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
    "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 7,Ada Lovelace,ada,a@x.org,Submitted for grading,,6.00,Yes,"Friday, 1 May 2026, '
    '5:59 PM",-,\n'
    "Participant 12,Bob B,bob,b@x.org,No submission,1.00,6.00,Yes,-,-,Late.\n"
)


def test_moodles_grading_worksheet_comes_back_with_the_grade_filled_in():
    records = [of_six("ada", 4.5), of_six("bob", None)]
    text = moodle_csv(WORKSHEET, records, read_roster(WORKSHEET))
    assert text.startswith("\ufeff")
    before, after = rows(WORKSHEET), rows(text)
    assert (before[1][5], after[1][5]) == ("", "4.5")
    after[1][5] = ""
    assert after == before, "also Bob's grade, for his mark is open"
    table = moodle_csv(WORKSHEET, RECORDS[:2], read_roster(WORKSHEET))  # two exercises
    assert rows(table)[:2] == [
        ["Email address", "Exercise 05", "Exercise 06"],
        ["a@x.org", "5", "2.5"],
    ]


def test_moodles_worksheet_of_blind_marking_knows_participants_alone():
    hidden = (
        'Identifier,Status,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,,"6,00",-\n'
    )
    roster = read_roster(hidden)
    assert Roster(roster).find("Participant 7") == [roster[0]["student"]]
    text = moodle_csv(hidden, [of_six(roster[0]["student"], 2.5)], roster)
    assert rows(text)[1] == ["Participant 7", "", "2,5", "6,00", "-"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("6.00", "100.00", "the maximum grade must be 6 for exercise 05, got '100.00'"),
        (
            ",ada,",
            ",eve,",
            "the table must be one that has these students, got 'ada'",
        ),
    ],
)
def test_a_worksheet_that_does_not_fit_is_one_sentence(old, new, message):
    text = WORKSHEET.replace(old, new)
    with pytest.raises(ValueError, match=re.escape(message)):
        moodle_csv(text, [of_six("ada")], read_roster(text))


GRADEBOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Notes on 05,Exercise 05: descent (991),"
    "Quiz 1 (7),Total\n"
    ",,,,,,Manual Posting,,\n"
    "    Points Possible,,,,,,6.0,10,(read only)\n"
    '"Lovelace, Ada",11,s11,ada,A,,,3,1\n'
    '"B, Bob",12,bob,b12,A,,2,,1\n'
    '"Student, Test",13,,,A,,,,\n'
)


def filled(text, records, roster=()):
    return canvas_csv(text, records, roster)[0]


def test_the_gradebook_of_canvas_comes_out_filled_and_else_as_it_was():
    assert filled(GRADEBOOK, RECORDS[:3]) == GRADEBOOK.replace("ada,A,,,", "ada,A,,5,")
    assert filled(GRADEBOOK, [of_six("ada", None)]) == GRADEBOOK, "nobody has a mark yet"
    roster = [{"student": "lovelace", "e-mail": "ada"}]  # which says who is who
    assert "ada,A,,5," in filled(GRADEBOOK, [of_six("lovelace")], roster)
    for there, here in [("ada", "Ada"), ("ADA", "ada")]:  # mails are alike whatever their case
        roster = [{"student": "lovelace", "e-mail": here}]
        text = GRADEBOOK.replace(",ada,", f",{there},")
        assert f"{there},A,,5," in filled(text, [of_six("lovelace")], roster)
    twins = filled(GRADEBOOK.replace("b12", "Ada"), [of_six("ada", 1), of_six("Ada", 3)])
    assert ",ada,A,,1," in twins
    assert ",Ada,A,,3," in twins


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Quiz 05",
            "Quiz on exercise 05",
            "Lesson 05 attendance",
            "Exam 2026-05-05",
            "Bonus for 05 points",
        ),
        *("Bonus for 05 points", "Exercise 50", "Exercise 06 stochastic gradient descent"),
        *("Exercise 2026-10-05", "Test on exercise"),
    ],
)
def test_a_column_is_an_exercises_if_its_title_calls_it_so_and_no_other_is(title):
    both = GRADEBOOK.replace("Quiz 1 (7)", f"{title} (7)")
    assert filled(both, RECORDS[:1]) == both.replace("ada,A,,,", "ada,A,,5,")
    with pytest.raises(ValueError, match="one with Exercise 05: rename its column"):
        filled(GRADEBOOK.replace("Exercise 05: descent", title), RECORDS[:1])


@pytest.mark.parametrize(
    "title",
    [
        *("Assignment 05", "05 homework", "HW05", "Exercise: Gradient Descent", "Ex. 05/2026"),
        *("05 Gradient descent", "Übung 05: descent", "Lab 05", "Gradient descent"),
    ],
)
def test_a_column_may_be_called_by_number_or_topic(title):
    text = GRADEBOOK.replace("Exercise 05: descent", title)
    assert filled(text, RECORDS[:1]) == text.replace("ada,A,,,", "ada,A,,5,")


COLUMNS = {
    "LastName": ("", "Lovelace", "B"),
    "FirstName": ("", "Ada", "Bob"),
    "ID": ("", "11", "12"),
    "SIS User ID": ("", "s11", "s12"),
    "SIS Login ID": ("", "ada", "bob"),
    "Integration ID": ("", "", "i"),
    "Root Account": ("", "x.org", "x.org"),
    "Section": ("", "A; B, C", 'the "D"'),
    "Pronouns": ("", "", "he, him"),
    "Exercise 05; from 05, (991)": ("6.00", "", "1.00"),
    "Current Score": ("(read only)", "50.00", ""),
}
OPTIONAL = ("SIS User ID", "Integration ID", "Root Account", "Pronouns", "Current Score")


@given(
    st.sets(st.sampled_from(OPTIONAL)),
    *map(st.sampled_from, [";,", ".,", ["", "\ufeff"], [True, False]]),
)
def test_a_gradebook_comes_back_as_canvas_wrote_it_with_the_marks(left, comma, sign, mark, whole):
    columns = {name: cells for name, cells in COLUMNS.items() if name not in left}
    last, first = columns.pop("LastName"), columns.pop("FirstName")
    names = {"LastName": last, "FirstName": first}
    if whole:
        names = {"Student": ("    Points Possible", "Lovelace, Ada", "B, Bob")}

    def export(marks):
        own = names | columns | {"Exercise 05; from 05, (991)": ("6.00", *marks)}
        own = {
            k: [re.sub(r"^(\d+)\.(\d+)$", rf"\1{sign}\2", one) for one in v] for k, v in own.items()
        }
        own = {k: ["    Points Possible", *v[1:]] if k == "LastName" else v for k, v in own.items()}
        table = io.StringIO()
        csv.writer(table, delimiter=comma, lineterminator="\n").writerows(
            [list(own), *zip(*own.values(), strict=True)]
        )
        return mark + table.getvalue()

    text = export(["", "1.00"])
    assert filled(text, [of_six("ada", 2.5)]) == export(["2.5", "1.00"])
    people = [(one["student"], one["name"]) for one in read_roster(text)]
    names = ["Lovelace, Ada", "B, Bob"] if whole else ["Ada Lovelace", "Bob B"]
    assert people == [*zip(["ada", "bob"], names, strict=True)]


def test_who_is_excused_or_not_assigned_in_canvas_stays_so_and_is_flagged():
    text = GRADEBOOK.replace("ada,A,,,", "ada,A,,EX,").replace("A,,2,", "A,,N/A,")
    new, flags = canvas_csv(text, [of_six("ada"), of_six("bob")])
    assert new == text
    assert flags == {
        ("ada", "gradient-descent"): ["canvas.csv leaves EX, as Canvas has it"],
        ("bob", "gradient-descent"): ["canvas.csv leaves N/A, as Canvas has it"],
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SIS Login ID", "Login", "the header must be one with SIS Login ID"),
        (
            "Exercise 05",
            "Quiz 05",
            "the header must be one with Exercise 05: rename its column in the "
            "export, got 'Quiz 05: descent, Quiz 1'",
        ),
        (
            "Quiz 1 (7)",
            "HW gradient descent (7)",
            "exercise 05 must be in one title: take the other columns out of the export, got "
            "'Exercise 05: descent (991), HW gradient descent (7)'",
        ),
        ("6.0", "8", "the points possible must be 6 for exercise 05"),
        (
            ",ada,",
            ",nobody,",
            "the table must be one that has these students, got 'ada'",
        ),
        ("b12", "ada", "row 5, student must be in one row, got 'ada'"),
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
