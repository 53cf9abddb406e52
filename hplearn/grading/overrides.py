"""Marks that a person gave: read back from marks.csv, and put in the place of the grader's."""

from dataclasses import dataclass, replace

from hplearn.checks import require
from hplearn.contained.outcomes import tidy
from hplearn.grading.marks import MarkedBy, Number, from_plain
from hplearn.grading.people import restored
from hplearn.grading.tables import NUMBER, as_number, rows_of, shown

BY_RUBRIC = "by the rubric: "
NOT_MARKED = "empty, for this file could not be marked: give its points in the school's own system"
AGAIN = "The notebook has changed since a person marked this answer, and waits for one again."
WAITS = (
    "the notebook has changed since {} was marked with {} ({}): give that mark again if it fits; "
    "the grader finds the new answer {}"
)


@dataclass(frozen=True)
class Override:
    """A mark that a person gave, which stands in the place of the grader's.

    Parameters
    ----------
    points : float
    reason : str
    marked_by : MarkedBy
    digest : str
        Of the notebook that was read; of a mark of version 0.2 it is not known.

    Examples
    --------
    >>> given = Override(13, "Writing 4", MarkedBy.RUBRIC)
    >>> given.hint
    'by the rubric: Writing 4'
    >>> Override.from_json(given.to_json()) == given
    True
    """

    points: Number
    reason: str
    marked_by: MarkedBy = MarkedBy.HAND
    digest: str = ""

    @property
    def hint(self):
        """Return what the student reads of it."""
        return BY_RUBRIC + self.reason if self.marked_by is MarkedBy.RUBRIC else self.reason

    def over(self, mark):
        """Return the mark of a question, in which this one takes the place of the grader's."""
        changes = {"points": self.points, "hint": self.hint, "marked_by": self.marked_by}
        return replace(mark, verdict="by hand", found=mark.points, **changes)

    def to_json(self):
        """Return it as plain values."""
        return vars(self) | {"marked_by": self.marked_by.value}

    @classmethod
    def from_json(cls, code):
        """Return the override that these plain values hold; 0.2 wrote a pair of points and hint.

        Raises
        ------
        ValueError
            If one is missing or of another type.
        """
        if not isinstance(code, list):
            return from_plain(cls, code, marked_by=MarkedBy)
        old = from_plain(cls, dict(zip(("points", "reason"), code, strict=True)))
        who = MarkedBy.RUBRIC if old.reason.startswith(BY_RUBRIC) else MarkedBy.HAND
        return replace(old, reason=old.reason.removeprefix(BY_RUBRIC), marked_by=who)


def read_overrides(text, records):
    r"""Return the marks that a teacher changed in the CSV, each with the column reason of its row.

    Parameters
    ----------
    text : str
        What `marks_csv` returned, as a spreadsheet may write it, maybe with a column "reason".
    records : list of Marked
        Those that the CSV was made of.

    Returns
    -------
    dict of (str, str, str) to Override or None
        By student, exercise and the question's number; None takes a mark by hand back, because its
        cell was emptied, or has what the grader found.

    Raises
    ------
    ValueError
        If a mark is none, or was changed without a reason; if a column is missing; if a row or a
        mark belongs to no record.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 0, 2, "wrong")
    >>> record = Marked("alice", "gradient-descent", "05", questions=(question,))
    >>> text = "student,exercise,05.1,reason\nalice,gradient-descent,1,a sign only\n"
    >>> read_overrides(text, [record])["alice", "gradient-descent", "05.1"].reason
    'a sign only'
    """
    header, rows = rows_of(text)
    numbers = sorted({q.number for record in records for q in record.questions})
    for name in ("student", "exercise", *numbers):
        require("the header", ", ".join(header), name in header, f"one with {name}")
    known = {(tidy(r.student).strip(), r.exercise): r for r in records}
    students = restored((row["student"] for _, row in rows), {student for student, _ in known})
    overrides = {}
    for at, row in ((at, {"reason": ""} | row) for at, row in rows):
        key = students[row["student"]], row["exercise"]
        marks = {name for name, value in row.items() if value and NUMBER.fullmatch(name)}
        is_known, expected = key in known, "those of a marked notebook"
        require(f"row {at}, student and exercise", key, is_known or not marks, expected)
        overrides |= _changed(known[key], f"row {at} ({key[0]})", row, marks) if is_known else {}
    return overrides


def carried(overrides, records, before, roster=()):
    """Return the marks, each with the one who has the file now that was read, to the byte.

    Another roster gives students other ids. Where several have the file, where that one had it
    before, too, or where the student whose mark it was is still there, nobody is guessed.

    Parameters
    ----------
    overrides : dict
        As `read_overrides` returns it, without None.
    records, before : list of Marked
        Those of this run and of the run before.
    roster : list of dict
        As `hplearn.grading.people.read_roster` returns it.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked
    >>> old, new = (Marked(who, "gradient-descent", "05", digest="d") for who in ("Ada_7", "ada"))
    >>> given = {("Ada_7", "gradient-descent", "05.1"): Override(1, "a sign only", digest="d")}
    >>> list(carried(given, [new], [old]))
    [('ada', 'gradient-descent', '05.1')]
    """
    to = {key: _place(key, one, records, before, roster) for key, one in overrides.items()}
    stays = {key for key in to if to[key] == key}
    return {key if to[key] in stays else to[key]: one for key, one in overrides.items()}


def _place(key, given, records, before, roster):
    """Return the student, exercise and question to which a mark belongs now."""
    student, exercise, number = key
    own = [record.digest for record in records if (record.student, record.exercise) == key[:2]]
    known = {row["student"] for row in roster}
    # whoever has the id now is another one, whose file was another's before
    is_gone = bool(_owners(before, exercise, *own) - {student}) if own else student not in known
    owners = _owners(records, exercise, given.digest)
    is_told = is_gone and len(owners - _owners(before, exercise, given.digest)) == len(owners) == 1
    return (*owners, exercise, number) if is_told else key


def _owners(records, exercise, digest):
    """Return who has a file; nobody if it is not known, as that of a mark of version 0.2."""
    return {r.student for r in records if digest and (r.exercise, r.digest) == (exercise, digest)}


def with_overrides(records, overrides):
    """Return the records with the marks that a teacher gave.

    A mark belongs to the notebook that was read: if another has come since, the mark waits, and a
    flag says so.

    Parameters
    ----------
    records : list of Marked
    overrides : dict
        As `read_overrides` returns it.

    Examples
    --------
    >>> from hplearn.grading.marks import Marked, QuestionMark
    >>> question = QuestionMark("gradient-descent/1", "05.1", 0, 2, "wrong")
    >>> record = Marked("alice", "gradient-descent", "05", questions=(question,))
    >>> given = {("alice", "gradient-descent", "05.1"): Override(1.0, "a sign only")}
    >>> with_overrides([record], given)[0].points
    1.0
    """
    return [_by_hand(record, overrides) for record in records]


def _changed(record, where, row, marks):
    """Return the overrides of one row, None for each that is taken back."""
    questions = {question.number: question for question in record.questions}
    expected = "empty, for no such question was marked" if questions else NOT_MARKED
    for number in sorted(marks - set(questions)):
        require(f"{where}, column {number}", row[number], False, expected)
    changed = [number for number in questions if _differs(questions[number], row[number], where)]
    of, given = (record.student, record.exercise), {}
    for number in changed:
        mark, reason = row[number], row["reason"]
        is_back = not mark or as_number(mark) == questions[number].found
        expected = f"filled in, because {number} is now {mark}"
        require(f"{where}, column reason", reason, reason or is_back, expected)
        own = Override(as_number(mark), tidy(reason), digest=record.digest)
        given[*of, number] = None if is_back else own
    if not changed:
        _check_computed(record, where, row)
    return given


def _check_computed(record, where, row):
    """Raise ValueError if a number that follows from the marks was changed in their place."""
    for name, value in (("total", record.total), ("late", record.late)):
        said = row.get(name) or shown(value)
        expected = f"{shown(value)}: change a question's mark" if record.questions else NOT_MARKED
        require(f"{where}, column {name}", said, said.replace(",", ".") == shown(value), expected)


def _differs(question, mark, where):
    """Return whether a mark is another one than before; raise ValueError if it is none."""
    before, most = shown(question.points), question.max_points
    if mark == before or (not mark and question.marked_by is MarkedBy.HAND):
        return mark != before
    is_mark = 0 <= as_number(mark) <= most
    require(f"{where}, column {question.number}", mark, is_mark, f"a number from 0 to {most:g}")
    return as_number(mark) != as_number(before)


def _by_hand(record, overrides):
    questions, waiting = [], []
    for question in record.questions:
        given = overrides.get((record.student, record.exercise, question.number))
        if given and given.digest not in ("", record.digest):
            said = shown(given.points), given.hint, question.verdict
            waiting.append(WAITS.format(question.number, *said))
            waits = {"points": None, "found": question.points, "verdict": "waits", "hint": AGAIN}
            question = replace(question, **waits)
        elif given:
            question = given.over(question)
        questions.append(question)
    return replace(record, questions=tuple(questions), flags=(*record.flags, *waiting))
