"""A check's answer for the learner: one exact sentence, a small table, and a hint."""

from html import escape
from itertools import islice

import numpy as np

from hplearn.exercises.given import Given
from hplearn.exercises.sections import section_of

WIDTHS = (60, 30, 30, 9)  # of the columns, at most
WIDEST = 300  # a cell in HTML, which wraps
MANY = 10  # items of a list that are shown
HEAD = ("case", "expected", "got", "")
DIGITS = (4, 9, 17)  # of a number; more only where two would look alike


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
    """Verdicts as text and as HTML; in words, never by colour alone.

    Parameters
    ----------
    verdicts : list of Verdict
    notes : list of str
        Sentences below them.

    Examples
    --------
    >>> Report([], ["There is nothing to check."])
    There is nothing to check.
    """

    def __init__(self, verdicts, notes=()):
        self.verdicts, self.notes = verdicts, list(notes)

    def __repr__(self):
        """Return the report as text."""
        parts = [_text(verdict) for verdict in self.verdicts]
        if len(self.verdicts) > 1:
            parts.append(self._sum())
        return "\n\n".join([*parts, *self.notes])

    def _repr_html_(self):
        parts = [_html(verdict) for verdict in self.verdicts]
        if len(self.verdicts) > 1:
            parts.append(f"<p><strong>{self._sum()}</strong></p>")
        return "".join([*parts, *(f"<p>{escape(note)}</p>" for note in self.notes)])

    def _sum(self):
        points = sum(verdict.points for verdict in self.verdicts)
        questions = [verdict.question for verdict in self.verdicts]
        by_hand = sum(question.points for question in questions if question.written)
        after = f", {by_hand} of which a person gives" if by_hand else ""
        return f"Together {points} of {sum(q.points for q in questions)} points{after}."


def summary(verdict):
    """Return the one sentence that says what passed and what it earns.

    Parameters
    ----------
    verdict : Verdict
    """
    question = verdict.question
    earned = f"{verdict.points} of {question.points} point{'s' * (question.points != 1)}"
    public, fresh = verdict.rows[: question.n_public], verdict.rows[question.n_public :]
    passed = [sum(not row.fault for row in rows) for rows in (public, fresh)]
    if question.written:
        return (
            f"{question.number}: {verdict.verdict}; a person gives up to {question.points} points."
        )
    if question.is_value or not verdict.rows:
        return f"{question.number}: {verdict.verdict}: {earned}."
    if passed[0] < question.n_public:
        return (
            f"{question.number}: {passed[0]} of {question.n_public} public checks pass; "
            "marks are given by further checks."
        )
    return (
        f"{question.number}: {passed[0]} of {question.n_public} public and {passed[1]} of "
        f"{question.n_fresh} fresh checks pass: {earned}."
    )


def _table(verdict):
    """Return the cells of the table: the public cases, and the first fresh one that fails."""
    if verdict.question.is_value:
        return []
    n_public = verdict.question.n_public
    cells = [_cells(verdict, row) for row in verdict.rows[:n_public]]
    fresh = (_cells(verdict, row) for row in verdict.rows[n_public:] if row.fault)
    return [*cells, *((f"fresh: {case}", *rest) for case, *rest in islice(fresh, 1))]


def _cells(verdict, row):
    question = verdict.question
    case = f"{question.name}({', '.join(map(short, row.case.arguments))})"
    verdict = "wrong" if row.fault else "right"
    if row.got.kind != "value":
        return case, _expected(question, row), row.got.message, verdict
    for digits in DIGITS if row.fault else DIGITS[:1]:
        expected, got = _expected(question, row, digits), short(row.got.value, digits)
        if expected != got:
            return case, expected, got, verdict
    return case, expected, f"alike, but {row.fault}" if row.fault else got, verdict


def _expected(question, row, digits=DIGITS[0]):
    return question.expects if question.answer is None else short(row.expected, digits)


def _text(verdict):
    lines, table = [summary(verdict)], [HEAD, *_table(verdict)]
    if len(table) > 1:
        cut = [_cut_cells(cells, WIDTHS) for cells in table]
        widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
        pairs = [zip(cells, widths, strict=True) for cells in cut]
        lines += ["  " + "  ".join(f"{c:<{w}}" for c, w in pair).rstrip() for pair in pairs]
    if verdict.hint:
        lines.append(f"Hint: {verdict.hint}")
    if taught := _taught(verdict)[0]:
        lines.append(f"{taught} teaches it.")
    return "\n".join(lines)


def _html(verdict):
    cut = [_cut_cells(row, [WIDEST] * 4) for row in _table(verdict)]
    rows = [[f"<td>{escape(cell)}</td>" for cell in row] for row in cut]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    head = "".join(f"<th>{cell}</th>" for cell in (*HEAD[:3], "verdict"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    hint = f"<p>Hint: {escape(verdict.hint)}</p>" if verdict.hint else ""
    words, address = map(escape, _taught(verdict))
    hint += f'<p><a href="{address}">{words}</a> teaches it.</p>' if words else ""
    return f"<p><strong>{escape(summary(verdict))}</strong></p>{table}{hint}"


def _taught(verdict):
    return section_of(verdict.question) if verdict.failed else ("", "")


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


def _cut_cells(cells, widths):
    """Return the cells of a row cut to widths, expected and got from where they differ."""
    case, expected, got, verdict = cells
    pairs = enumerate(zip(expected, got, strict=False))
    first = next((at for at, (e, g) in pairs if e != g), min(len(expected), len(got)))
    if verdict == "wrong" and first > widths[1] - 2:
        expected, got = (f"…{text[first - MANY :]}" for text in (expected, got))
    cut = zip((case, expected, got, verdict), widths, strict=True)
    return [_cut(*pair) for pair in cut]


def _cut(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"
