"""Marks as CSV and JSON for a teacher, and any CSV read as a spreadsheet may write it."""

import csv
import io
import json
import math
import re
import unicodedata
from dataclasses import dataclass, replace

from hplearn.contained.outcomes import tidy

BOM = "\ufeff"  # by which Excel knows that a table is in UTF-8
ABSENT = "nothing handed in"
ABOUT = ("name", "e-mail")  # columns of the roster that are kept
# Columns of Moodle's and Canvas's tables, by our names.
OURS = {"e-mail address": "e-mail", "full name": "name", "surname": "last name"}
OURS |= {"lastname": "last name", "firstname": "first name"}
LAST = ("total", "of", "late", "flags", "error", "reason")
# Where a spreadsheet begins a formula; some cut lines at semicolons, whatever stands in quotes.
FORMULA = r"""(^|;){}(?=['"\s]*[=+\-@＝＋－＠])"""
BARE, QUOTED = (re.compile(FORMULA.format(quote)) for quote in ("", "'"))
NUMBER = re.compile(r"(\d+)[.,](\d+)")  # of a question; a spreadsheet writes 05.1 as 5.1 or 5,1


def marks_csv(records, roster=(), comma=",", sign="."):
    r"""Return the marks as CSV, one row for a student and an exercise.

    Parameters
    ----------
    records : list of Marked
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it. Its students come first, also those
        without a record.
    comma, sign : str
        What parts the cells, and the decimal sign of points.

    Returns
    -------
    str
        A byte-order mark begins it, by which Excel reads letters of any script. Cells are single
        lines, and none is a formula: an apostrophe stands before its sign.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 1, 2, "right")
    >>> record = Marked("=x", "gradient-descent", "05", questions=(question,))
    >>> print(marks_csv([record]).removeprefix(BOM))
    student,exercise,05.1,total,of,late,flags,error,reason
    '=x,gradient-descent,1,1,2,0,,,
    <BLANKLINE>
    """
    numbers = sorted({q.number for record in records for q in record.questions})
    about = [name for name in ABOUT if any(name in row for row in roster)]
    head = ["student", *about, "exercise", *numbers, *LAST]
    rows = _in_order(records, {row["student"]: row for row in roster}, sign)
    table = [head, *([cell(row.get(name, "")) for name in head] for row in rows)]
    return BOM + csv_of(table, comma)


def marks_json(records):
    """Return the records as JSON, the same for the same records, without what students wrote.

    Parameters
    ----------
    records : list of Marked

    Examples
    --------
    >>> from hplearn.grading.marks import Marked
    >>> json.loads(marks_json([Marked("alice", "gradient-descent", "05")]))[0]["student"]
    'alice'
    """
    told = [replace(record, questions=tuple(map(_told, record.questions))) for record in records]
    return json.dumps([record.to_json() for record in told], indent=1, sort_keys=True) + "\n"


def _told(question):
    """Return a question's mark without what the student wrote."""
    return replace(question, source=None, answer=None, reason=None)


def shown(points):
    """Return points as a person writes them; nothing where no one has marked yet.

    Examples
    --------
    >>> shown(2.0), shown(2.5), shown(None)
    ('2', '2.5', '')
    """
    return "" if points is None else f"{points:g}"


def _in_order(records, people, sign):
    """Return the rows, those of the roster first, in its order, then by name."""
    rows = [_row(record, sign) for record in sorted(records, key=lambda record: record.number)]
    absent = people.keys() - {row["student"] for row in rows}
    rows += [{"student": student, "flags": (ABSENT,)} for student in absent]
    place = {student: at for at, student in enumerate(people)}
    rows.sort(key=lambda row: (place.get(row["student"], len(place)), row["student"]))
    told = {who: {name: row[name] for name in ABOUT if name in row} for who, row in people.items()}
    return [row | told.get(row["student"], {}) for row in rows]


def _row(record, sign):
    marks = {question.number: shown(question.points) for question in record.questions}
    last = (record.total, record.max_points, record.late) if record.questions else ()
    row = {name: getattr(record, name) for name in ("student", "exercise", "flags", "error")}
    numbers = marks | dict(zip(LAST, map(shown, last), strict=False))
    return row | {name: number.replace(".", sign) for name, number in numbers.items()}


def cell(value):
    """Return a value as one line that no spreadsheet computes."""
    words = value if isinstance(value, tuple) else (value,)
    return BARE.sub(r"\1'", "; ".join(map(tidy, words)))


def csv_of(rows, comma=","):
    """Return rows as CSV."""
    table = io.StringIO()
    csv.writer(table, delimiter=comma, lineterminator="\r\n").writerows(rows)
    return table.getvalue().replace("\r\n", "\n")  # Python 3.11 quotes only what may end a line


@dataclass(frozen=True)
class Sheet:
    r"""The cells of a CSV, and how it is written: what parts them, and what it begins with.

    Parameters
    ----------
    rows : list of list of str
        As wide as the first, which names the columns, or wider.
    comma, mark : str
        A comma, semicolon or tab; a byte-order mark, or nothing.

    Examples
    --------
    >>> sheet = Sheet.read("\ufeffID;Grade\n7;\n")
    >>> sheet.rows[1][1] = "2,5"
    >>> sheet.text()
    '\ufeffID;Grade\n7;2,5\n'
    """

    rows: list
    comma: str = ","
    mark: str = ""

    @classmethod
    def read(cls, text):
        """Return the sheet that a text is; ValueError if it is no CSV."""
        mark, text = BOM if text.startswith(BOM) else "", text.removeprefix(BOM)
        unquoted = re.sub('"[^"]*"', "", text).partition("\n")[0]
        comma = next((one for one in unquoted if one in ",;\t"), ",")
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=comma)) or [[]]
        except csv.Error as error:
            raise ValueError(f"the text must be CSV, got {error}") from None
        return cls([row + [""] * (len(rows[0]) - len(row)) for row in rows], comma, mark)

    @property
    def sign(self):
        """Return the decimal sign of its numbers; without one, what goes with its delimiter."""
        cells = (one.strip() for row in self.rows[1:] for one in row)
        signs = {found[1] for one in cells if (found := re.fullmatch(r"\d+([.,])\d+", one))}
        return "," if "," in signs or (self.comma == ";" and not signs) else "."

    def text(self):
        """Return the sheet as it is written into a file."""
        return self.mark + csv_of(self.rows, self.comma)


def rows_of(text):
    """Return the columns of a CSV, and its rows as dictionaries, each with its number."""
    header, *rows = Sheet.read(unicodedata.normalize("NFC", text)).rows
    header = [_column(name) for name in header]
    rows = [[QUOTED.sub(r"\1", value.strip()).strip() for value in row] for row in rows]
    named = [dict(zip(header, row, strict=False)) for row in rows]
    return header, [(at, row) for at, row in enumerate(named, 2) if any(row.values())]


def _column(name):
    name = name.strip().lower().replace("email", "e-mail")
    number = NUMBER.fullmatch(name)
    return f"{int(number[1]):02}.{number[2]}" if number else OURS.get(name, name)


def as_number(text):
    """Return the number that a cell holds, whatever its comma; NaN if it holds none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan  # as empty text, it is less than nothing and equals nothing
