"""A check's answer for the learner: one exact sentence, a small table, and a hint."""

from pathlib import Path

import numpy as np

from hplearn.exercises.given import Given
from hplearn.lab.questions.html import rich
from hplearn.lab.scripts import template

WIDTHS = (60, 30, 30, 9)  # of the columns in text, at most
WIDEST = 300  # letters of a cell in HTML, where it wraps
MANY, BEFORE = 10, 10  # items of a list that are shown, letters before those that differ
HEAD = ("case", "expected", "got", "")
TEMPLATE = Path(__file__).with_name("report.html.j2")
DIGITS = (4, 9, 17)  # of a number; more only where two numbers would look alike


class Said(str):
    """A sentence that a notebook shows without quotes.

    Examples
    --------
    >>> Said("Nothing fails.")
    Nothing fails.
    """

    def __repr__(self):
        """Return the sentence itself."""
        return str(self)


class Listing(Said):
    """Python code that a notebook shows in colours."""

    def _repr_markdown_(self):
        return f"```python\n{self}\n```"


class Report:
    """Verdicts as text and as HTML, which never rely on colour alone.

    Parameters
    ----------
    verdicts : list of Verdict
    notes : list of str
        Sentences that stand below the verdicts.

    Attributes
    ----------
    first : str
        What is to be known before the verdicts are read, or nothing.

    Examples
    --------
    >>> Report([], ["There is nothing to check."])
    There is nothing to check.
    """

    def __init__(self, verdicts, notes=()):
        self.verdicts, self.notes, self.first = verdicts, list(notes), ""

    def __repr__(self):
        """Return the report as text."""
        parts = [_text(verdict) for verdict in self.verdicts]
        if len(self.verdicts) > 1:
            parts.append(self._sum())
        return "\n\n".join(filter(None, [self.first, *parts, *self.notes]))

    def _repr_html_(self):
        parts = [_parts(verdict, [WIDEST] * 4) for verdict in self.verdicts]
        total = self._sum() if len(self.verdicts) > 1 else ""
        return template(TEMPLATE).render(
            first=self.first, parts=parts, total=total, notes=self.notes, rich=rich
        )

    def _sum(self):
        points = sum(verdict.points for verdict in self.verdicts)
        questions = [verdict.question for verdict in self.verdicts]
        by_hand = sum(question.points for question in questions if question.written)
        after = f", {by_hand} of which a person gives" if by_hand else ""
        return f"Together {points} of {sum(q.points for q in questions)} points{after}."


def summary(verdict):
    """Return one sentence that says which checks passed and what that earns.

    Parameters
    ----------
    verdict : Verdict
    """
    question, n_public = verdict.question, verdict.question.n_public
    begins = f"{question.number}: {verdict.verdict}"
    if question.written:
        return f"{begins}; a person gives up to {question.points} points."
    earned = f"{verdict.points} of {question.points} point{'s' * (question.points != 1)}"
    if question.is_value or not verdict.rows:
        return f"{begins}: {earned}."
    cases = verdict.rows[:n_public], verdict.rows[n_public:]
    public, fresh = (sum(not row.fault for row in rows) for rows in cases)
    passed = f"{question.number}: {public} of {n_public} public"
    return f"{passed} and {fresh} of {question.n_fresh} fresh checks pass: {earned}."


def call_of(question, case):
    """Return the call of a case in one line."""
    return f"{question.name}({', '.join(map(short, case.arguments))})"


def _table(verdict, widths):
    """Return the cells of the table: the public cases, and the first fresh one that fails."""
    question, n_public = verdict.question, verdict.question.n_public
    if question.is_value:
        return []
    fresh = [("fresh: ", row) for row in verdict.rows[n_public:] if row.fault]
    rows = [*(("", row) for row in verdict.rows[:n_public]), *fresh[:1]]
    return [_cells(question, row, before, widths) for before, row in rows]


def _cells(question, row, before, widths):
    """Return the four cells of a row, cut to widths."""
    case = before + call_of(question, row.case)
    expected, got = _compared(question, row)
    if row.fault:
        expected, got = _from_where_they_differ(expected, got, widths[1])
    cells = case, expected, got, "wrong" if row.fault else "right"
    return [_cut(*pair) for pair in zip(cells, widths, strict=True)]


def _compared(question, row):
    """Return what was expected and what came, with more digits where they would look alike."""
    if row.got.kind != "value":
        return _expected(question, row), row.got.message
    for digits in DIGITS if row.fault else DIGITS[:1]:
        expected, got = _expected(question, row, digits), short(row.got.value, digits)
        if expected != got:
            return expected, got
    return expected, f"alike, but {row.fault}" if row.fault else got


def _expected(question, row, digits=DIGITS[0]):
    return question.expects if question.answer is None else short(row.expected, digits)


def _parts(verdict, widths):
    """Return the parts of a report on a verdict, by their names in the template."""
    section, address = verdict.question.taught_in if verdict.failed else ("", "")
    shown = {"summary": summary(verdict), "table": _table(verdict, widths), "hint": verdict.hint}
    return shown | {"section": section, "address": address}


def _text(verdict):
    shown = _parts(verdict, WIDTHS)
    lines = [shown["summary"]]
    if shown["table"]:
        table = [HEAD, *shown["table"]]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        pairs = [zip(cells, widths, strict=True) for cells in table]
        lines += ["  " + "  ".join(f"{c:<{w}}" for c, w in pair).rstrip() for pair in pairs]
    if shown["hint"]:
        lines.append(f"Hint: {shown['hint']}")
    if shown["section"]:
        lines.append(f"{shown['section']} teaches it.")
    return "\n".join(lines)


def short(value, digits=DIGITS[0]):
    """Return a value in one line, arrays abbreviated.

    Examples
    --------
    >>> short(np.arange(100.0).reshape(50, 2)), short({"alpha": 1 / 3}), short("a")
    ('[[0. 1.] … [98. 99.]] of shape (50, 2)', '{alpha: 0.3333}', "'a'")
    """
    if isinstance(value, Given):
        return str(value)
    if callable(value):
        return getattr(value, "__qualname__", "a function").partition(".")[0]
    if isinstance(value, np.ndarray):
        return _short_array(value, digits)
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {short(item, digits)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, (list, tuple)):
        more = ["…"] if len(value) > MANY else []
        inside = ", ".join([*(short(item, digits) for item in value[:MANY]), *more])
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    return f"{value:.{digits}g}" if isinstance(value, float) else repr(value)


def _short_array(array, digits):
    if array.size <= 6:
        return _one_line(array, digits)
    inside = f"{_one_line(array[0], digits)} … {_one_line(array[-1], digits)}"
    return f"[{_cut(inside, 40)}] of shape {array.shape}"


def _one_line(array, digits):
    text = np.array2string(np.asarray(array), precision=digits - 1, threshold=6, edgeitems=1)
    return " ".join(text.split()).replace("[ ", "[").replace(" ]", "]")


def _from_where_they_differ(expected, got, width):
    """Return both texts, without their common beginning if it would fill the cell."""
    pairs = enumerate(zip(expected, got, strict=False))
    first = next((at for at, (e, g) in pairs if e != g), min(len(expected), len(got)))
    if first <= width - 2:
        return expected, got
    return [f"…{text[first - BEFORE :]}" for text in (expected, got)]


def _cut(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"
