"""Marks in the forms that schools' systems read: Moodle, Canvas and Gradescope."""

import csv
import io
import json
import re
from collections import defaultdict

from hplearn.checks import check
from hplearn.grading.tables import as_number, cell, csv_of, shown

NOTHING = "-"  # Moodle's word for no mark
POSSIBLE = "points possible"
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
TOLD_APART = ("SIS Login ID", "SIS User ID", "ID")


def moodle_csv(records, roster=()):
    r"""Return a CSV that Moodle imports: who, and a column for each exercise.

    Parameters
    ----------
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it. Students are told by their
        e-mail address where each has one of their own, else by their id.

    Returns
    -------
    str
        An exercise without a notebook, or with a mark that is open, has ``-``.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 6, 6, "right")
    >>> record = Marked("ada", "gradient-descent", "05", questions=(question,))
    >>> print(moodle_csv([record], [{"student": "ada"}, {"student": "bob"}]), end="")
    idnumber,Exercise 05
    ada,6
    bob,-
    """
    people = {row["student"]: row for row in roster}
    people |= {r.student: {} for r in records if r.student not in people}
    mails = {person.get("e-mail", "") for person in people.values()}
    by_mail = "" not in mails and len(mails) == len(people)
    name = "email address" if by_mail else "idnumber"
    marks = _marks(records)
    numbers = sorted({record.number for record in records if record.number})
    rows = [[name, *(f"Exercise {number}" for number in numbers)]]
    for student, person in people.items():
        who = person["e-mail"] if by_mail else student
        rows.append([cell(who), *(marks[student].get(n, NOTHING) for n in numbers)])
    return csv_of(rows)


def canvas_csv(text, records, roster=()):
    r"""Return the gradebook that Canvas exported, its columns of exercises filled in.

    Parameters
    ----------
    text : str
        The export. A column is an exercise's if the number is in its title: ``Exercise 05 (123)``.
    records : list of Marked
    roster : list of dict
        Its columns ``id`` and ``e-mail`` tell who is who, as do login, SIS id and ID there.

    Raises
    ------
    ValueError
        If a column of Canvas is missing, if no title names an exercise that was marked, if two
        name the same, if the points possible are not ours, or if a student with marks is not in
        the gradebook, or twice.

    Examples
    --------
    >>> text = ("Student,ID,SIS User ID,SIS Login ID,Section,Exercise 05 (7)\n"
    ...         "Points Possible,,,,,6\n"
    ...         '"Lovelace, Ada",1,,ada,A,\n')
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 5, 6, "by hand")
    >>> record = Marked("ada", "gradient-descent", "05", questions=(question,))
    >>> print(canvas_csv(text, [record]), end="")
    Student,ID,SIS User ID,SIS Login ID,Section,Exercise 05 (7)
    Points Possible,,,,,6
    "Lovelace, Ada",1,,ada,A,5
    """
    header, *rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) or [[]]
    for name in CANVAS:
        check("the header", ", ".join(header), name in header, f"one with {name}")
    columns = _columns(header, {record.number: record for record in records})
    mails = {row.get("e-mail"): row["student"] for row in roster if row.get("e-mail")}
    marks, found = _marks(records), set()
    for at, row in enumerate(rows, 2):
        row += [""] * (len(header) - len(row))
        if row[0].strip().lower().startswith(POSSIBLE):
            _check_possible(row, columns, records)
            continue
        told = [row[header.index(name)].strip() for name in TOLD_APART]
        student = next((mails.get(one, one) for one in told if mails.get(one, one) in marks), None)
        if student:
            check(f"row {at}, student", student, student not in found, "in one row")
            found.add(student)
            for number, column in columns.items():
                row[column] = marks[student].get(number, row[column]).replace(NOTHING, "")
    missing = sorted(set(marks) - found)
    check("the gradebook", ", ".join(missing[:5]), not missing, "one with a row for each of them")
    return csv_of([header, *rows])


def gradescope_json(record):
    """Return one submission as the results.json that Gradescope reads.

    Parameters
    ----------
    record : Marked

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 2, 2, "right")
    >>> record = Marked("ada", "gradient-descent", "05", questions=(question,))
    >>> json.loads(gradescope_json(record))["tests"][0]["name"]
    '05.1 right'
    """
    tests = [
        {
            "name": f"{question.number} {question.verdict}",
            "score": question.points or 0,
            "max_score": question.max_points,
            "output": question.hint,
            "output_format": "text",
            "visibility": "visible",
        }
        for question in record.questions
    ]
    said = " ".join(filter(None, [record.error, *record.problems]))
    results = {"score": record.total, "output": said, "output_format": "text", "tests": tests}
    return json.dumps(results | {"stdout_visibility": "hidden"}, indent=1) + "\n"


def _marks(records):
    """Return for each student the mark of each exercise, as a person writes it."""
    marks = defaultdict(dict)
    for record in records:
        is_open = record.error or any(q.points is None for q in record.questions)
        marks[record.student][record.number] = NOTHING if is_open else shown(record.total)
    return marks


def _columns(header, by_number):
    """Return the column of each exercise that was marked and has one."""
    columns = {}
    for at, title in enumerate(header[len(CANVAS) :], len(CANVAS)):
        for number in re.findall(r"(?<!\d)\d\d(?!\d)", title.partition("(")[0]):
            if number in by_number:
                expected = f"one column of exercise {number}"
                check("the header", title, number not in columns, expected)
                columns[number] = at
    check("the header", ", ".join(header), columns, "one with an exercise, as in Exercise 05 (123)")
    return columns


def _check_possible(row, columns, records):
    most = {record.number: record.max_points for record in records if record.max_points}
    for number, at in columns.items():
        said, expected = row[at].strip(), most.get(number)
        fits = not said or expected is None or as_number(said) == expected
        check("the points possible", said, fits, f"{expected} for exercise {number}")
