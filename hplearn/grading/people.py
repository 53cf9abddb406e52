"""Who is who: a class's roster, and the names that schools give to what was handed in.

Moodle, Canvas and spreadsheets write a person in their own ways; `docs/marking.md` says in which,
and where that stands. Names are compared without case, spaces, signs and accents' spelling.
"""

import re
import unicodedata
from collections import defaultdict
from contextlib import suppress
from difflib import get_close_matches
from itertools import chain

from hplearn.checks import require
from hplearn.exercises.questions import exercises
from hplearn.grading.tables import rows_of

# Columns of Moodle's and Canvas's tables, by our names; the best id comes first.
IDS = ("sis login id", "id number", "student", "id", "e-mail", "identifier")
GRADEBOOK = {"id", "sis login id", "section"}  # which Canvas's always has
NOBODY = ("", "points possible", "student, test", "test student")  # no students in it
HANDLES = ("student", "number", "id number", "e-mail", "identifier", "name")
HANDLES += ("sis login id", "sis user id")
CANVAS = "Canvas's {}"  # its numbers are other people's in other tables
PARTICIPANT = "Participant {}"  # as Moodle's grading worksheet identifies who handed in
LATE = re.compile(r"\d \w+ late( - |$)")  # in Moodle's column Status, as "- 2 days 3 hours late"
# Small letters of other scripts that look like these of the Latin one, and digits that do.
ALIKE = str.maketrans("авекмнорстухіјѕԁһԛԝьαβεικνορτυχγω", "abekmhopctyxijsdhqwbabeiknoptuxyw")
SECOND = str.maketrans({one: f"{plain}e" for one, plain in zip("äöüø", "aouo", strict=True)})
# What is no person in a name: a topic, an exercise and its number, a day, and what a student wrote
# behind Blackboard's time.
NO_PERSON = re.compile(
    rf"(?i)_attempt_\d{{4}}-.*|[a-z]+\.? \d\d?, \d{{4}} \d+ [ap]m|\b({'|'.join(exercises())})\b|"
    r"(?<![^\W_])(ex|exercise|assignment|homework|hw|lesson)[\W_]*\d\d?(?!\d)"
)
# What a Windows or an old ZIP program may have meant by bytes that are not UTF-8.
CODE_PAGES = ("cp437", "cp1252", "cp850")


def key(name):
    """Return a name as it is compared: small letters, digits and what belongs to letters.

    Zeros at the beginning do not count, because spreadsheets take them away.

    Examples
    --------
    >>> key("Lovelace, Ada"), key("JOSE\u0301") == key("jos\u00e9"), key("0012"), key("a\u200bda")
    ('lovelaceada', True, '12', 'ada')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    kept = "".join(one for one in folded.translate(ALIKE) if unicodedata.category(one)[0] in "LMN")
    return (kept.lstrip("0") or "0") if kept.isdecimal() else kept


def words(text):
    """Return the words of a text, each as `key` returns it, without what is no person."""
    text = NO_PERSON.sub(" ", unicodedata.normalize("NFKC", text))
    return {key(one) for one in re.findall(r"[^\W_]+", text)}


def spelled(name):
    r"""Return a name in which nothing is hidden: what has no picture is written as its number.

    Examples
    --------
    >>> print(spelled("a\u200bda"), spelled("M\udc81ller"))
    a\u200bda M\x81ller
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    text = unicodedata.normalize("NFC", text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def spellings(name):
    """Yield what a name from a file system may mean, in UTF-8 or an older encoding."""
    if not any("\udc80" <= letter <= "\udcff" for letter in name):
        yield name
        return
    content = name.encode("utf-8", "surrogateescape")
    for encoding in CODE_PAGES:
        with suppress(UnicodeDecodeError):
            meant = content.decode(encoding)
            if all(letter.isascii() or letter.isalpha() for letter in meant):
                yield meant


class Roster:
    """The students of a class, found again by id, e-mail, login or name.

    Parameters
    ----------
    rows : list of dict
        As `read_roster` returns them.

    Examples
    --------
    >>> roster = Roster([{"student": "s1", "name": "Ada Lovelace", "e-mail": "ada@x.org"}])
    >>> roster.find("lovelaceada"), roster.find("ADA@X.ORG"), roster.find("ada l")
    (['s1'], ['s1'], [])
    >>> roster.named_in("Lovelace_Ada_300"), roster.named_in("Ada Newman")
    (['s1'], [])
    """

    def __init__(self, rows=()):
        self.rows = {row["student"]: row for row in rows}
        self.late = {row["student"] for row in rows if LATE.search(row.get("status", ""))}
        self._students = defaultdict(dict)  # of dicts, which keep the order
        self._members, self._words = defaultdict(list), {}
        for student, row in self.rows.items():
            self._members[key(row.get("group", ""))].append(student)
            called, turned = _called(row)
            second = row.get("name", "").lower().translate(SECOND)
            self._words[student] = [words(one) for one in (*called, second)]
            for name in (*turned, *called):  # and whether it is in its order
                self._students[key(name)][student] = name in called

    def find(self, *names):
        """Return the students who have all of these names that anybody has.

        One in most cases, none if nobody has any of the names; several if they share them, or if
        one name is one student's and another one another's.
        """
        found = [students for name in names if (students := self._named(name))]
        shared = [one for one in found[0] if all(one in other for other in found)] if found else []
        return shared or [*dict.fromkeys(chain(*found))]

    def _named(self, name):
        """Return the students of the first spelling of a name that anybody has.

        Of those whose names differ in the order of their words alone it is who is spelled so.
        """
        spelled_out = (self._students.get(key(one)) for one in spellings(name) if key(one))
        found = next(filter(None, spelled_out), {})
        own = [one for one in found if found[one]]
        return own if [self.rows[one].get("name") for one in own] == [name] else found

    def named_in(self, text):
        """Return the students of whose id, login, e-mail and whole name alone a text is made.

        Numbers may stand beside these, and tell nobody; one that is another's id is a doubt.
        """
        there = words(text)
        said = {one for one in there if not one.isdecimal()}
        told = {who: [n for n in own if n <= there] for who, own in self._words.items()}
        found = [who for who, own in told.items() if said and said <= set().union(*own)]
        others = [self._students.get(one, {}) for one in there - said if len(one) > 4]
        return [*dict.fromkeys(chain(found, *others))] if found else []

    def nearest(self, name):
        """Return who has the name that is most like this one, or nobody if none is."""
        return [*chain(*map(self._students.get, get_close_matches(key(name), self._students, 1)))]

    def members(self, group):
        """Return the students of a group, which Moodle's worksheet names where groups hand in."""
        return self._members.get(key(group), []) if key(group) else []


def everybody(roster, records):
    """Return the rows of all students by id: the roster's, then those of whom there is a record."""
    rows = {row["student"]: row for row in roster}
    strangers = dict.fromkeys(record.student for record in records)
    return rows | {who: {"student": who} for who in strangers if who not in rows}


def restored(names, known):
    """Return by each name in a table whom it means: a spreadsheet takes the zeros from 0012.

    Parameters
    ----------
    names : iterable of str
        All that the table names.
    known : iterable of str
        The ids of those whom it was made for.

    Raises
    ------
    ValueError
        If it may mean several, who are not all in the table under their own names.

    Examples
    --------
    >>> restored(["12", "ada"], ["0012", "0013", "ada"])
    {'12': '0012', 'ada': 'ada'}
    """
    people, meant = Roster([{"student": student} for student in known]), dict.fromkeys(names)
    for name in meant:
        found = people.find(name) or [name]
        is_own = name in found and meant.keys() >= {*found}
        expected = f"written in full, as {' or '.join(sorted(found))}"
        require("the student", name, is_own or len(found) == 1, expected)
        meant[name] = name if is_own else found[0]
    return meant


def _called(row):
    """Return all by which a person may be called, and the name with its words turned round.

    A login is what stands before the @.
    """
    called = [row.get(name, "") for name in (HANDLES if "number" in row else (*HANDLES, "id"))]
    parts = re.findall(r"[^\s,]+", row.get("name", ""))
    turned = ["".join(parts[at:] + parts[:at]) for at in range(1, len(parts))]
    return [*called, row.get("e-mail", "").partition("@")[0]], turned


def read_roster(text):
    r"""Return the students of a class, from a CSV of one's own, or from Moodle or Canvas.

    Parameters
    ----------
    text : str
        Its cells are parted by commas or semicolons. An id is in a column student or id; Moodle's
        tables have ID number or e-mail address, Canvas's gradebook SIS Login ID or ID.

    Returns
    -------
    list of dict
        For each the id, as "student", and what else is told, the names of columns in small
        letters.

    Raises
    ------
    ValueError
        If no column tells an id, or an id is empty or there twice.

    Examples
    --------
    >>> read_roster("ID;Name\nalice;Alice A.\n")
    [{'student': 'alice', 'name': 'Alice A.'}]
    >>> read_roster("First name,Surname,Email address\nAda,Lovelace,ada@x.org\n")[0]["name"]
    'Ada Lovelace'
    """
    header, rows = rows_of(text)
    if {*header} >= GRADEBOOK:
        rows = [(at, _of_canvas(row)) for at, row in rows]
        rows = [(at, row) for at, row in rows if row["name"].lower() not in NOBODY]
    known = [name for name in IDS if all(name in row for _, row in rows or [(0, header)])]
    require("the roster's header", ", ".join(header), known, "one with student or id, in English")
    column = next((name for name in known if all(row[name] for _, row in rows)), known[0])
    roster = {}
    for at, row in rows:
        student = row.pop(column)
        is_new = student and student not in roster
        require(f"the id in line {at}", student, is_new, "filled in and in no other line")
        roster[student] = {"student": student} | _named(row)
    return list(roster.values())


def _of_canvas(row):
    """Return a row of Canvas's gradebook, in which a student is a name, in our words."""
    row = row | {"name": row.get("student", ""), "number": CANVAS.format(row["id"])}
    return _named({name: value for name, value in row.items() if name != "student"})


def _named(row):
    """Return a row with the whole name, where it is told in parts."""
    parts = [row[part] for part in ("first name", "last name") if row.get(part)]
    return row | ({"name": " ".join(parts)} if parts else {})
