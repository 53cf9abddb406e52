"""Marks as CSV that no spreadsheet computes, and a teacher's changes read back from it."""

import csv
import io
import json
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.grading.marks import Marked, MarkedBy
from hplearn.grading.overrides import Override, carried, read_overrides, with_overrides
from hplearn.grading.people import read_roster
from hplearn.grading.tables import Sheet, marks_csv, marks_json

from .records import a_mark, a_record, mixed_record, not_marked

SIGNS = set("=+-@＝＋－＠\t\r\n")
BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ATTACKS = (
    "=cmd|'/C calc'!A0",
    "\t=1",
    "\n@SUM(1)",
    " +1",
    "\0-1",
    "x;=1",
    'x; "=1"',
    "\u202e=1",
    "\ufeff@1",
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    "</style></title><img src=x onerror=alert(1)>",
    "\ud800",
    f"a{BIDIRECTIONAL}b\0",
    "<b>" * 35_000,
)


def parsed(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def edited(text, **cells):
    """Return the CSV as a teacher leaves it who changes cells of the first row."""
    header, first, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    changed = dict(zip(header, first, strict=True)) | {"reason": ""} | cells
    table = io.StringIO()
    csv.writer(table, delimiter=";").writerows(
        [list(changed), changed.values(), *([*row, ""] for row in rows)]
    )
    return "\ufeff" + table.getvalue()


def test_a_row_says_what_each_question_and_the_whole_earned():
    (row,) = parsed(marks_csv([mixed_record(late=0.25)]))
    assert row == {
        **{"student": "alice", "exercise": "gradient-descent"},
        **{"05.1": "2", "05.2": "0", "05.3": "", "total": "1.5", "of": "6", "late": "0.25"},
        **{"flags": "it uses scikit-learn; ", "error": "", "reason": ""},
    }


def test_the_roster_comes_first_and_nobody_of_it_is_left_out():
    roster = read_roster("id,E-mail,Name,total\nzoe,z@x,Zoë,9\ndan,d@x,Dan,9\n")
    records = [
        mixed_record("bob"),
        mixed_record("zoe"),
        not_marked("zoe"),
        mixed_record("alice"),
    ]
    rows = parsed(marks_csv(records, roster))
    assert list(rows[0])[:4] == ["student", "name", "e-mail", "exercise"]
    assert [row["student"] for row in rows] == ["zoe", "zoe", "dan", "alice", "bob"]
    assert [row["flags"] for row in rows if row["student"] == "dan"] == ["nothing handed in"]
    dan = rows[2]
    assert [dan[name] for name in ("name", "e-mail", "05.1", "total")] == ["Dan", "d@x", "", ""]


def test_who_is_not_marked_has_no_points_of_none():
    (row,) = parsed(marks_csv([not_marked("zoe")]))
    assert [row[name] for name in ("total", "of", "late")] == ["", "", ""]


def test_exercises_with_other_questions_leave_marks_empty():
    other = a_record("alice", exercise="ridge-regression", number="09")
    rows = parsed(marks_csv([other, mixed_record()]))
    assert [row["exercise"] for row in rows] == ["gradient-descent", "ridge-regression"]
    assert [row["05.1"] for row in rows] == ["2", ""]


def is_computed(cell):
    """Return whether a spreadsheet computes a cell, or a part of it cut out at a semicolon."""
    parts = (part for part in cell.split(";") if not part.startswith("'"))
    return any(part.lstrip(" \"'")[:1] in SIGNS for part in parts)


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_no_cell_is_a_formula_or_more_than_a_line(attack):
    roster = [{"student": attack, "name": attack, "e-mail": attack}]
    text = marks_csv([mixed_record(attack, attack)], roster)
    assert text.startswith("\ufeff"), "Excel takes the table for UTF-8"
    for cell in chain(*csv.reader(io.StringIO(text[1:], newline=""))):
        assert not is_computed(cell), cell
        assert cell.isprintable()
        assert len(cell) < 1000
    text.encode()
    assert len(parsed(text)) == 1


@given(st.text(st.sampled_from("=+-@;'\" \t\r\nax\0\u202e＝＋－＠")))
def test_whatever_a_name_is_it_is_no_formula_and_is_read_back(name):
    record = mixed_record(name)
    text = marks_csv([record])
    (row,) = parsed(text)
    assert not is_computed(row["student"])
    mended = edited(text, **{"05.2": "1", "reason": "yes"})
    assert read_overrides(mended, [record]) == {(name, record.exercise, "05.2"): Override(1, "yes")}


def test_marks_as_json_are_the_records_the_same_each_time():
    records = [mixed_record(text=ATTACKS[0]), mixed_record("\ud800")]
    text = marks_json(records)
    assert json.loads(text) == [record.to_json() for record in records]
    assert text.endswith("]\n")
    text.encode()


def test_what_a_teacher_changes_goes_out_in_the_csv_and_comes_back():
    records = [mixed_record("=alice"), mixed_record("bob")]
    roster = [{"student": "=alice"}, {"student": "carol"}]
    changes = {"05.1": "1,5", "05.3": "3", "reason": "=the sign,\n" + 99 * ","}
    overrides = read_overrides(edited(marks_csv(records, roster), **changes), records)
    first, second = with_overrides(records, overrides)
    assert second == records[1]
    assert records[0].questions[0].points == 2, "the records themselves stay"
    assert [q.points for q in first.questions] == [1.5, 0, 3]
    assert [q.verdict for q in first.questions] == ["by hand", "wrong", "by hand"]
    givers = [MarkedBy.HAND, MarkedBy.GRADER, MarkedBy.HAND]
    assert [q.marked_by for q in first.questions] == givers
    assert first.questions[0].hint == "=the sign, " + 99 * ","
    assert first.points == 4.5
    assert parsed(marks_csv([first]))[0]["total"] == "4.5"
    again = edited(marks_csv([first, second]))
    assert read_overrides(again, [first, second]) == {}


def test_a_spreadsheet_may_write_the_numbers_its_own_way():
    text = edited(marks_csv([mixed_record()]), reason="yes", **{"05.2": "0,0"})
    text = text.replace("05.", "5,").replace(";2;", ";1;")
    assert read_overrides(text, [mixed_record()]) == {
        ("alice", "gradient-descent", "05.1"): Override(1, "yes")
    }


@given(st.sets(st.text("0129a", min_size=1, max_size=3), min_size=1), st.booleans(), st.data())
def test_whom_a_spreadsheet_means_is_right_or_asked_for(students, takes_zeros, data):
    """What comes back is each student's own mark, or a sentence, and never another's."""
    records = [mixed_record(one) for one in sorted(students)]
    back = {one: str(int(one)) if takes_zeros and one.isdecimal() else one for one in students}
    rows = "".join(
        f"{back[one]},gradient-descent,2,{0.5 + at / 9000},,r{one}\n"
        for at, one in enumerate(data.draw(st.permutations(sorted(students))))
    )
    told_apart = len({*back.values()}) == len(students)
    text = "student,exercise,05.1,05.2,05.3,reason\n" + rows
    if not told_apart:
        with pytest.raises(ValueError, match="the student must be written in full"):
            read_overrides(text, records)
        return
    found = read_overrides(text, records)
    assert {key[0]: one.reason for key, one in found.items()} == {
        one: f"r{one}" for one in students
    }


def test_a_row_that_a_teacher_deleted_leaves_no_other_in_its_place():
    text = "student,exercise,05.1,05.2,05.3,reason\n12,gradient-descent,2,1,,yes\n"
    with pytest.raises(ValueError, match="as 0012 or 12, got '12'"):
        read_overrides(text, [mixed_record("12"), mixed_record("0012")])
    more = text + text.split("\n")[1].replace("12,", "012,") + "\n"
    with pytest.raises(ValueError, match="as 0012 or 012, got '12'"):
        read_overrides(more, [mixed_record("012"), mixed_record("0012")])
    ((student, *_),) = read_overrides(text, [mixed_record("0012")])
    assert student == "0012"


def test_a_mark_of_many_digits_that_nobody_touched_is_no_change():
    record = a_record("alice", a_mark(points=2 / 3))
    assert read_overrides(edited(marks_csv([record]), reason="none"), [record]) == {}


def test_notebooks_without_marks_need_none():
    records = [
        not_marked("alice", "gradient-descent"),
        not_marked("alice"),
        mixed_record("bob"),
    ]
    text = edited(marks_csv(records, [{"student": "dan"}]))
    assert read_overrides(text, records) == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"05.1": "1"},
            "row 2 (alice), column reason must be filled in, because 05.1 is now 1, got ''",
        ),
        (
            {"total": "3"},
            "row 2 (alice), column total must be 2: change a question's mark, got '3'",
        ),
        ({"05.1": ""}, "row 2 (alice), column 05.1 must be a number from 0 to 2, got ''"),
        ({"05.1": "nan"}, "row 2 (alice), column 05.1 must be a number from 0 to 2, got 'nan'"),
        ({"05.1": "-1"}, "row 2 (alice), column 05.1 must be a number from 0 to 2, got '-1'"),
        ({"05.2": "1.1"}, "row 2 (alice), column 05.2 must be a number from 0 to 1, got '1.1'"),
        (
            {"05.4": "1"},
            "row 2 (alice), column 05.4 must be empty, for no such question was marked, got '1'",
        ),
        (
            {"exercise": "momentum"},
            "row 2, student and exercise must be those of a marked notebook, "
            "got ('alice', 'momentum')",
        ),
    ],
)
def test_a_change_that_cannot_be_taken_is_told_in_one_sentence(changes, sentence):
    text = edited(marks_csv([mixed_record()]), **changes)
    with pytest.raises(ValueError, match="must be") as raised:
        read_overrides(text, [mixed_record()])
    assert str(raised.value) == sentence


@pytest.mark.parametrize("changes", [{"05.1": "1"}, {"total": "5"}])
def test_points_for_a_file_that_could_not_be_marked_are_given_elsewhere(changes):
    records = [not_marked("alice", "gradient-descent"), mixed_record("bob")]
    with pytest.raises(ValueError, match="must be") as raised:
        read_overrides(edited(marks_csv(records), **changes), records)
    ((name, value),) = changes.items()
    assert str(raised.value) == (
        f"row 2 (alice), column {name} must be empty, for this file could not be marked: give its "
        f"points in the school's own system, got {value!r}"
    )


def test_a_mark_by_hand_is_taken_back_without_a_reason():
    given = {("alice", "gradient-descent", "05.1"): Override(1, "shown")}
    records = with_overrides([a_record("alice", a_mark(), a_mark("05.2", 0, 1))], given)
    ((key, _),) = given.items()
    for mark in ("", "2", "2,0"):  # its cell emptied, or what the grader finds
        assert read_overrides(edited(marks_csv(records), **{"05.1": mark}), records) == {key: None}
    with pytest.raises(ValueError, match="column reason must be filled in"):
        read_overrides(edited(marks_csv(records), **{"05.1": "0"}), records)
    with pytest.raises(ValueError, match="must be a number from 0 to 1, got ''"):
        read_overrides(edited(marks_csv(records), **{"05.2": ""}), records)


def test_to_agree_with_what_the_grader_finds_in_a_new_notebook_needs_no_reason():
    given = {("alice", "gradient-descent", "05.1"): Override(1, "shown", digest="old")}
    (record,) = with_overrides([a_record("alice", a_mark(), digest="new")], given)
    record = Marked.from_json(json.loads(marks_json([record]))[0])  # as the next run knows it
    assert (record.questions[0].points, record.questions[0].found) == (None, 2)
    agreed = read_overrides(edited(marks_csv([record]), **{"05.1": "2"}), [record])
    assert agreed == dict.fromkeys(given)


GIVEN = {("Ada_7", "gradient-descent", "05.1"): Override(1, "shown", digest="d")}


def owners(*who, digest="d"):
    return [a_record(student, a_mark(), digest=digest) for student in who]


@pytest.mark.parametrize(
    ("before", "now", "roster", "whose"),
    [
        (owners("Ada_7"), owners("s1"), ["s1"], "s1"),
        (owners("Ada_7"), owners("s1"), [], "s1"),
        (owners("Ada_7"), owners("s1", digest="e"), ["s1"], "Ada_7"),
        (owners("Ada_7"), owners("s1", "s2"), ["s1"], "Ada_7"),  # it cannot be told
        (owners("Ada_7", "s1"), owners("s1"), [], "Ada_7"),  # who had the same file
        (owners("Ada_7"), owners("s1"), ["s1", "Ada_7"], "Ada_7"),  # who is not here today
        (owners("Ada_7"), [*owners("s1"), *owners("Ada_7", digest="e")], [], "Ada_7"),
        (
            [*owners("Ada_7"), *owners("s1", digest="e")],  # ids that a roster gives out anew
            [*owners("s1"), *owners("Ada_7", digest="e")],
            ["s1", "Ada_7"],
            "s1",
        ),
    ],
)
def test_a_mark_by_hand_goes_with_the_file_where_one_alone_can_be_meant(before, now, roster, whose):
    moved = carried(GIVEN, now, before, [{"student": student} for student in roster])
    assert moved == {(whose, *key[1:]): one for key, one in GIVEN.items()}


def test_marks_that_change_places_do_so_all_at_once():
    ids = {"1": "2", "2": "3", "3": "1"}
    before = [a_record(who, a_mark(), digest=f"of {who}") for who in ids]
    now = [a_record(ids[who], a_mark(), digest=f"of {who}") for who in ids]
    given = {(who, "gradient-descent", "05.1"): Override(1, who, digest=f"of {who}") for who in ids}
    moved = carried(given, now, before, [{"student": who} for who in ids])
    assert {key[0]: one.reason for key, one in moved.items()} == {"2": "1", "3": "2", "1": "3"}


@pytest.mark.parametrize(
    ("half", "comma", "sign"),
    [("2,5", ";", ","), ("2.5", ";", "."), ("", ";", ","), ("", ",", ".")],
)
def test_a_table_is_written_with_the_signs_that_it_came_with(half, comma, sign):
    sheet = Sheet([["03.1", "name"], [half, "v1.5"]], comma)
    assert (Sheet.read(sheet.text()).comma, sheet.sign) == (comma, sign)
    record = a_record("a.b", a_mark("05.1", 0.5), flags=("1.5 of it",), late=0.25)
    text = marks_csv([record], comma=comma, sign=sign).splitlines()[1]
    numbers = ["0.5", "0.38", "2", "0.25"]
    numbers = [one.replace(".", sign) for one in numbers]
    assert text == comma.join(["a.b", "gradient-descent", *numbers, "1.5 of it", "", ""])
    assert read_overrides(marks_csv([record], comma=comma, sign=sign), [record]) == {}


@pytest.mark.parametrize("name", ["\r", "a\rb", "a\nb", 'a"b', "a;b,c"])
def test_a_cell_comes_back_as_it_was(name):
    sheet = Sheet([["id", "name"], ["7", name]])
    assert Sheet.read(sheet.text()).rows == sheet.rows


def test_a_title_of_two_lines_hides_no_delimiter():
    assert Sheet.read('"Student, a\nname";ID\nAda;7\n').rows[1] == ["Ada", "7"]


@pytest.mark.parametrize("missing", ["student", "exercise", "05.2"])
def test_a_column_that_is_missing_is_named(missing):
    text = edited(marks_csv([mixed_record()])).replace(missing, "other")
    with pytest.raises(ValueError, match=f"the header must be one with {missing}, got '"):
        read_overrides(text, [mixed_record()])


@pytest.mark.parametrize("text", ["ID;Name\na;A\nb;\n", "\ufeffstudent,name\r\n a ,A\r\n\r\nb\r\n"])
def test_a_roster_is_read_however_a_spreadsheet_writes_it(text):
    expected = [{"student": "a", "name": "A"}, {"student": "b", "name": ""}]
    assert read_roster(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the roster's header must be one with student or id, in English, got ''"),
        ("id\na\n\nb\na\n", "the id in line 5 must be filled in and in no other line, got 'a'"),
        ("id,name\n,A\n", "the id in line 2 must be filled in and in no other line, got ''"),
    ],
)
def test_a_roster_that_is_none_is_told_in_one_sentence(text, sentence):
    with pytest.raises(ValueError, match="must be") as raised:
        read_roster(text)
    assert str(raised.value) == sentence


def test_a_table_that_is_no_csv_is_told():
    with pytest.raises(ValueError, match="the text must be CSV, got field larger than"):
        read_roster("id\n" + "a" * 200_000)
