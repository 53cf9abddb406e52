"""Marks as CSV and JSON for a teacher, and what the teacher changed in the CSV."""

import csv
import io
import json
import math
import re
import unicodedata

from hplearn.checks import check
from hplearn.contained.outcomes import tidy

ABSENT = "nothing handed in"
ABOUT = ("name", "e-mail")  # columns of the roster that are kept
LAST = ("total", "of", "late", "flags", "error", "reason")
# Where a spreadsheet begins a formula; some cut lines at semicolons, whatever stands in quotes.
FORMULA = r"""(^|;){}(?=['"\s]*[=+\-@＝＋－＠])"""
BARE, QUOTED = (re.compile(FORMULA.format(quote)) for quote in ("", "'"))
NUMBER = re.compile(r"(\d+)[.,](\d+)")  # of a question; a spreadsheet writes 05.1 as 4.1 or 4,1


def marks_csv(records, roster=()):
    r"""Return the marks as CSV, one row for a student and an exercise.

    Parameters
    ----------
    records : list of dict
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it. Its students come first, also those
        without a record.

    Returns
    -------
    str
        Cells are single lines, and none is a formula: an apostrophe stands before its sign.

    Examples
    --------
    >>> question = {"number": "05.1", "points": 2}
    >>> record = {"student": "=x", "exercise": "gradient-descent", "questions": [question]}
    >>> record |= {"number": "05", "max_points": 6, "flags": [], "error": ""}
    >>> print(marks_csv([record]))
    student,exercise,05.1,total,of,late,flags,error,reason
    '=x,gradient-descent,2,2,6,0,,,
    <BLANKLINE>
    """
    numbers = sorted({q["number"] for record in records for q in record["questions"]})
    about = [name for name in ABOUT if any(name in row for row in roster)]
    head = ["student", *about, "exercise", *numbers, *LAST]
    rows = _in_order(records, {row["student"]: row for row in roster})
    return csv_of([head, *([cell(row.get(name, "")) for name in head] for row in rows)])


def marks_json(records):
    """Return the records as JSON, the same for the same records.

    Examples
    --------
    >>> print(marks_json([{"student": "alice", "questions": []}]), end="")
    [
     {
      "questions": [],
      "student": "alice"
     }
    ]
    """
    told = [record | {"questions": [*map(_told, record["questions"])]} for record in records]
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


def _told(question):
    """Return a question's record without what the student wrote."""
    return {name: value for name, value in question.items() if name not in ("answer", "source")}


def read_overrides(text, records):
    r"""Return the marks that a teacher changed in the CSV, each with the column reason of its row.

    Parameters
    ----------
    text : str
        What `marks_csv` returned, as a spreadsheet may write it, maybe with a column "reason".
    records : list of dict
        Those that the CSV was made of.

    Returns
    -------
    dict of (str, str, str) to (float, str)
        From student, exercise and the question's number to points and reason.

    Raises
    ------
    ValueError
        If a mark is none, or was changed without a reason; if a column is missing; if a row or a
        mark belongs to no record.

    Examples
    --------
    >>> question = {"number": "05.1", "points": 0, "max_points": 2}
    >>> record = {"student": "alice", "exercise": "gradient-descent", "questions": [question]}
    >>> text = "student,exercise,05.1,reason\nalice,gradient-descent,1,a sign only\n"
    >>> read_overrides(text, [record])
    {('alice', 'gradient-descent', '05.1'): (1.0, 'a sign only')}
    """
    header, rows = rows_of(text)
    numbers = sorted({q["number"] for record in records for q in record["questions"]})
    for name in ("student", "exercise", *numbers):
        check("the header", ", ".join(header), name in header, f"one with {name}")
    known = {(tidy(r["student"]).strip(), r["exercise"]): r for r in records}
    overrides = {}
    for at, row in ((at, {"reason": ""} | row) for at, row in rows):
        key = row["student"], row["exercise"]
        marks = {name for name, value in row.items() if value and NUMBER.fullmatch(name)}
        if key in known:
            changed = _changed(known[key], at, row, marks)
            if not changed:
                _check_computed(known[key], at, row)
            overrides |= changed
        else:
            check(f"row {at}, student and exercise", key, not marks, "those of a marked notebook")
    return overrides


def with_overrides(records, overrides):
    """Return the records with the marks that a teacher gave.

    Parameters
    ----------
    records : list of dict
    overrides : dict
        As `read_overrides` returns it.

    Examples
    --------
    >>> question = {"number": "05.1", "points": 0, "verdict": "wrong"}
    >>> record = {"student": "alice", "exercise": "gradient-descent", "questions": [question]}
    >>> given = {("alice", "gradient-descent", "05.1"): (1.0, "a sign only")}
    >>> with_overrides([record], given)[0]["questions"]
    [{'number': '05.1', 'points': 1.0, 'verdict': 'by hand', 'hint': 'a sign only'}]
    """
    return [_by_hand(record, overrides) for record in records]


def total(record):
    """Return the points of a submission, after what is taken off because it was late.

    Examples
    --------
    >>> total({"questions": [{"points": 3}, {"points": None}], "late": 0.1})
    2.7
    """
    points = sum(question["points"] or 0 for question in record["questions"])
    return round(points * (1 - record.get("late", 0)), 2)


def shown(points):
    """Return points as a person writes them; nothing where no one has marked yet.

    Examples
    --------
    >>> shown(2.0), shown(2.5), shown(None)
    ('2', '2.5', '')
    """
    return "" if points is None else f"{points:g}"


def _in_order(records, people):
    """Return the rows, those of the roster first, in its order, then by name."""
    rows = [_row(record) for record in sorted(records, key=lambda record: record["number"])]
    absent = people.keys() - {row["student"] for row in rows}
    rows += [{"student": student, "flags": [ABSENT]} for student in absent]
    place = {student: at for at, student in enumerate(people)}
    rows.sort(key=lambda row: (place.get(row["student"], len(place)), row["student"]))
    return [row | _about(people.get(row["student"], {})) for row in rows]


def _about(person):
    return {name: person[name] for name in ABOUT if name in person}


def _row(record):
    marks = {question["number"]: shown(question["points"]) for question in record["questions"]}
    last = (total(record), record["max_points"], record.get("late", 0))
    row = {name: record[name] for name in ("student", "exercise", "flags", "error")}
    return row | marks | dict(zip(LAST, map(shown, last), strict=False))


def cell(value):
    """Return a value as one line that no spreadsheet computes."""
    words = value if isinstance(value, list) else [value]
    return BARE.sub(r"\1'", "; ".join(map(tidy, words)))


def csv_of(rows):
    """Return rows as CSV."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue()


def rows_of(text):
    """Return the columns of a CSV, and its rows as dictionaries, each with its line."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    comma = max(",;", key=text.partition("\n")[0].count)
    try:
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma)) or [[]]
    except csv.Error as error:
        raise ValueError(f"the text must be CSV, got {error}") from None
    header = [_column(name) for name in header]
    rows = [[QUOTED.sub(r"\1", value.strip()).strip() for value in row] for row in rows]
    named = [dict.fromkeys(header, "") | dict(zip(header, row, strict=False)) for row in rows]
    return header, [(at, row) for at, row in enumerate(named, 2) if any(row.values())]


def _column(name):
    name = name.strip().lower()
    number = NUMBER.fullmatch(name)
    return f"{int(number[1]):02}.{number[2]}" if number else name.replace("email", "e-mail")


def _changed(record, at, row, marks):
    """Return the overrides of one row."""
    questions = {question["number"]: question for question in record["questions"]}
    for number in sorted(marks - set(questions)):
        expected = "empty, for no such question was marked"
        check(f"row {at}, column {number}", row[number], False, expected)
    changed = [number for number in questions if _differs(questions[number], row[number], at)]
    for number in changed:
        expected = f"filled in, because {number} is now {row[number]}"
        check(f"row {at}, column reason", row["reason"], row["reason"], expected)
    keys = [(record["student"], record["exercise"], number) for number in changed]
    return {key: (as_number(row[key[-1]]), tidy(row["reason"])) for key in keys}


def _check_computed(record, at, row):
    """Raise ValueError if a number that follows from the marks was changed in their place."""
    for name, value in (("total", total(record)), ("late", record.get("late", 0))):
        said = row.get(name) or shown(value)
        fits = said.replace(",", ".") == shown(value)
        check(f"row {at}, column {name}", said, fits, f"{shown(value)}: change a question's mark")


def _differs(question, mark, at):
    """Return whether a mark is another one than before; raise ValueError if it is none."""
    before, most = shown(question["points"]), question["max_points"]
    if mark == before:
        return False
    is_mark = 0 <= as_number(mark) <= most
    check(f"row {at}, column {question['number']}", mark, is_mark, f"a number from 0 to {most:g}")
    return as_number(mark) != as_number(before)


def as_number(text):
    """Return the number that a cell holds, whatever its comma; NaN if it holds none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan  # as empty text, it is less than nothing and equals nothing


def _by_hand(record, overrides):
    questions = []
    for question in record["questions"]:
        key = record["student"], record["exercise"], question["number"]
        if key in overrides:
            points, reason = overrides[key]
            question = question | {"points": points, "verdict": "by hand", "hint": reason}
        questions.append(question)
    points = sum(question["points"] or 0 for question in questions)
    return record | {"questions": questions, "points": points}
