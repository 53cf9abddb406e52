"""Marks in the forms that schools' systems read: Moodle, Canvas and Gradescope."""

import json
import re
from collections import defaultdict
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hplearn.checks import require
from hplearn.exercises.questions import exercises
from hplearn.grading.handed_in import topic_told
from hplearn.grading.people import everybody
from hplearn.grading.tables import Sheet, as_number, cell, csv_of, shown
from hplearn.syllabus import number_of

NOTHING = "-"  # Moodle's word for no mark
HANDED_OUT = re.compile(r"Participant (\d+)")  # to whom Moodle hands out a file
WORKSHEET = {"identifier", "grade", "maximum grade"}  # columns of Moodle's grading worksheet
POSSIBLE = "points possible"
CANVAS = ("ID", "SIS Login ID", "Section")  # columns that its gradebook always has
TOLD_APART = ("SIS Login ID", "SIS User ID", "ID")
ASSIGNMENT = re.compile(r"(.*?)\s*\(\d+\)\s*$")  # as Canvas titles its columns
# Titles of an exercise, the surer last: its number, behind a word at most, or its topic alone, and
# one that calls it an exercise. A quiz may have its number, too.
TITLES = (
    re.compile(rf"(?!.*(quiz|exam|test|attend))([^\W\d]*\W*\d\d(?!\d)|({'|'.join(exercises())})$)"),
    re.compile(r"(?!.*quiz).*(?<![a-z])(exercise|assignment|homework|ex|hw)(?![a-z])"),
)
NO_ROW = "the school's table has no row for this student"
NOT_GRADED = ("EX", "N/A")  # Canvas's words for who is excused, or not assigned


def moodle_csv(text, records, roster=()):
    r"""Return a CSV that Moodle imports: its own grading worksheet, or a table for its gradebook.

    Parameters
    ----------
    text : str
        The table that the roster was read from, or nothing. If it is the grading worksheet of an
        assignment and one exercise was marked, it comes back with its column Grade filled in.
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it. Students are told by their
        e-mail address where each has one of their own, else by their id.

    Returns
    -------
    str
        In the worksheet a grade without a mark stays as it was. A table for the gradebook leaves
        out who has no mark, because ``-`` empties a grade there, and who is not on the roster,
        because Moodle imports nothing at all if there is somebody whom it does not know. Of
        several exercises, those without a mark have ``-`` where another has one.

    Raises
    ------
    ValueError
        If the maximum grade in the worksheet is not ours, or a student with marks is not in it.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 6, 6, "right")
    >>> record = Marked("ada", "gradient-descent", "05", questions=(question,))
    >>> print(moodle_csv("", [record], [{"student": "ada"}, {"student": "bob"}]), end="")
    ID number,Exercise 05
    ada,6
    """
    numbers = sorted({record.number for record in records if record.number})
    sheet = Sheet.read(text)
    if len(numbers) == 1 and {name.strip().lower() for name in sheet.rows[0]} >= WORKSHEET:
        return _worksheet(sheet, records, roster, *numbers)
    people = everybody(roster, () if roster else records).items()
    mails = {who: row.get("e-mail") or (who if "@" in who else "") for who, row in people}
    by_mail = all(mails.values()) and len({*mails.values()}) == len(mails)
    marks, name = _marks(records), "Email address" if by_mail else "ID number"
    rows = [[name, *(f"Exercise {number}" for number in numbers)]]
    for student in filter(marks.get, mails):
        who = mails[student] if by_mail else student
        rows.append([cell(who), *(marks[student].get(n, NOTHING) for n in numbers)])
    return csv_of(rows)


def moodle_feedback(pages, roster):
    """Return a ZIP by which Moodle hands out students' pages as feedback files.

    Parameters
    ----------
    pages : dict of str to str
        By student.
    roster : list of dict
        Of Moodle's grading worksheet, which alone knows the numbers in the names of folders.

    Returns
    -------
    bytes
        Nothing if the roster is another one.

    Examples
    --------
    >>> roster = [{"student": "ada", "name": "Ada L", "identifier": "Participant 7"}]
    >>> ZipFile(BytesIO(moodle_feedback({"ada": "<p>6 of 6"}, roster))).namelist()
    ['Ada L_7_assignsubmission_file_/marks.html']
    """
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for row in roster:
            number = HANDED_OUT.fullmatch(row.get("identifier", row["student"]))
            if number and row["student"] in pages:
                name = re.sub(r"[_/]", " ", row.get("name", "Participant"))
                place = f"{name}_{number[1]}_assignsubmission_file_/marks.html"
                archive.writestr(place, pages[row["student"]])
    return content.getvalue() if archive.namelist() else b""


def _worksheet(sheet, records, roster, number):
    """Return Moodle's grading worksheet, its grades filled in."""
    names = [name.strip().lower() for name in sheet.rows[0]]
    who, grade, most = map(names.index, ("identifier", "grade", "maximum grade"))
    _check_most("the maximum grade", ((number, row[most]) for row in sheet.rows[1:]), records)
    ids = {row.get("identifier", row["student"]): row["student"] for row in roster}
    _fill(sheet, [who], ids, {number: grade}, records)
    return sheet.text()


def canvas_csv(text, records, roster=()):
    r"""Return the gradebook that Canvas exported, its columns of exercises filled in.

    Parameters
    ----------
    text : str
        The export, its cells parted by commas or semicolons. A column is an exercise's if its
        title calls it one, by number or topic: ``Exercise 05 (123)``, ``HW: ridge regression (7)``.
        If no title does, it may begin with the number, or with a word and it: ``Lab 05 (9)``.
    records : list of Marked
    roster : list of dict
        Its columns ``id`` and ``e-mail`` tell who is who, as do login, SIS id and ID there.

    Returns
    -------
    text : str
        Written as the export is, with its delimiter, byte-order mark and decimal sign.
    flags : dict of (str, str) to list of str
        By student and exercise, a sentence where a mark was not filled in, because Canvas says
        that the student is excused, ``EX``, or not assigned, ``N/A``.

    Raises
    ------
    ValueError
        If a column of Canvas is missing, if no title names an exercise that was marked, if two
        name the same, if the points possible are not ours, or if a student with marks is not in
        the gradebook, or twice.

    Examples
    --------
    >>> text = ("Student;ID;SIS Login ID;Section;Exercise 05 (7)\n"
    ...         "Points Possible;;;;6,0\n"
    ...         "Lovelace, Ada;1;ada;A;\n")
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 4.5, 6, "by hand")
    >>> record = Marked("ada", "gradient-descent", "05", questions=(question,))
    >>> print(canvas_csv(text, [record])[0], end="")
    Student;ID;SIS Login ID;Section;Exercise 05 (7)
    Points Possible;;;;6,0
    Lovelace, Ada;1;ada;A;4,5
    """
    sheet = Sheet.read(text)
    header, *rows = sheet.rows
    for name in CANVAS:
        require("the header", ", ".join(header), name in header, f"one with {name}")
    columns = _columns(header, {record.number for record in records})
    worth = [row for row in rows if row[0].strip().lower().startswith(POSSIBLE)]
    said = ((number, row[at]) for row in worth for number, at in columns.items())
    _check_most("the points possible", said, records)
    told_in = [header.index(name) for name in TOLD_APART if name in header]
    ids = {row["e-mail"].casefold(): row["student"] for row in roster if row.get("e-mail")}
    ids |= {record.student.casefold(): record.student for record in records}
    ids |= {record.student: record.student for record in records}
    flags = _fill(sheet, told_in, ids, columns, records)
    return sheet.text(), flags


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
        {"name": f"{q.number} {q.verdict}", "score": q.points or 0, "max_score": q.max_points}
        | {"output": q.hint, "output_format": "text", "visibility": "visible"}
        for q in record.questions
    ]
    said = " ".join(filter(None, [record.error, *record.problems]))
    results = {"score": record.total, "output": said, "output_format": "text", "tests": tests}
    return json.dumps(results | {"stdout_visibility": "hidden"}, indent=1) + "\n"


def _marks(records):
    """Return for each student the mark of each exercise that has one, as a person writes it."""
    marks = defaultdict(dict)
    for record in records:
        if not record.error and all(q.points is not None for q in record.questions):
            marks[record.student][record.number] = shown(record.total)
    return marks


def _columns(header, numbers):
    """Return the column of each exercise that was marked and has one."""
    titles = {at: title[1] for at, name in enumerate(header) if (title := ASSIGNMENT.match(name))}
    columns = {}
    for form in TITLES:
        named = defaultdict(list)
        for at, title in titles.items():
            words = title.lower().replace(" ", "-")
            if form.match(words) and (topic := topic_told(words)):
                named[number_of(topic)].append(at)
        columns |= {number: named[number] for number in sorted(numbers & named.keys())}
    for number, found in columns.items():
        said = ", ".join(header[at] for at in found)
        expected = "in one title: take the other columns out of the export"
        require(f"exercise {number}", said, not found[1:], expected)
    expected = f"one with Exercise {' or '.join(sorted(numbers))}: rename its column in the export"
    require("the header", ", ".join(titles.values()), columns, expected)
    return {number: found[0] for number, found in columns.items()}


def _check_most(name, said, records):
    """Raise ValueError if an exercise is worth another number of points there."""
    most = {record.number: record.max_points for record in records if record.questions}
    for number, points in ((number, points.strip()) for number, points in said):
        fits = not points or number not in most or as_number(points) == most[number]
        require(name, points, fits, f"{most.get(number)} for exercise {number}")


def _fill(sheet, told_in, ids, columns, records):
    """Fill in the mark of each student; return flags where the cell says that there is none.

    A student is told in one of some columns, by a name in `ids` or one that is in small letters.
    """
    marks, topics = _marks(records), {record.number: record.exercise for record in records}
    sign, flags, missing = sheet.sign, {}, {*marks}
    for at, row in enumerate(sheet.rows[1:], 2):
        names = [row[column].strip() for column in told_in]
        found = (ids.get(name, ids.get(name.casefold())) for name in names)
        student = next(filter(None, found), None)
        is_first = student in missing or student not in marks
        require(f"row {at}, student", student, is_first, "in one row")
        missing.discard(student)
        for number in columns.keys() & marks.get(student, {}).keys():
            if (said := row[columns[number]].strip()) in NOT_GRADED:
                flags[student, topics[number]] = [f"canvas.csv leaves {said}, as Canvas has it"]
            else:
                row[columns[number]] = marks[student][number].replace(".", sign)
    names = ", ".join(sorted(missing)[:5])
    require("the table", names, not marks or missing != {*marks}, "one that has these students")
    absent = [(student, topics[number]) for student in missing for number in marks[student]]
    return flags | {key: [NO_ROW] for key in absent}
