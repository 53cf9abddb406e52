"""What a learner has done so far, at a glance."""

import json
from dataclasses import dataclass
from html import escape
from numbers import Real

from hplearn.lab.questions.html import rich
from hplearn.lab.questions.progress_file import NUMBERED, ProgressFile
from hplearn.lab.questions.question_file import ID as KEY

COLUMNS = ("Lesson", "Predictions right", "Quiz, first answers right", "Exercise points")
NOTHING = "–"
N_SURPRISES = 5


def progress():
    """Return the learner's progress: a table by lesson, and their surprises; put it last in a cell.

    Returns
    -------
    Report
        Read from the progress file in the course folder; nothing is written.

    Examples
    --------
    >>> print(progress())  # doctest: +SKIP
    Lesson                 Predictions right  Quiz, first answers right  Exercise points
    04 · Gradient descent  3 of 5             4 of 4                     –
    """
    progress_file = ProgressFile()
    sections, message = progress_file.read()
    titles = lesson_titles(progress_file.path.parent)
    keys = [key for records in sections.values() for key in records if KEY.fullmatch(key)]
    numbers = sorted({*titles, *(key[:2] for key in keys)})
    rows = [
        (titles.get(number, f"Lesson {number}"), *_cells(sections, number)) for number in numbers
    ]
    missed = [r for r in sections["predictions"].values() if r.get("right") is False]
    return Report(rows, [_surprise(record) for record in missed[-N_SURPRISES:]], message)


@dataclass(frozen=True)
class Report:
    """What `progress` returns.

    Parameters
    ----------
    rows : list of tuple of str
        A cell for each column, by lesson.
    surprises : list of (str, str)
        Each question, and what was said, what it was, and the learner's own explanation.
    message : str
        What is wrong with the progress file, if anything is.

    Examples
    --------
    >>> print(Report([("04 Descent", "3 of 5", "–", "–")], []))
    Lesson      Predictions right  Quiz, first answers right  Exercise points
    04 Descent  3 of 5             –                          –
    """

    rows: list
    surprises: list
    message: str = ""

    def __repr__(self):
        """Return the table and the surprises as text."""
        widths = [max(map(len, column)) for column in zip(COLUMNS, *self.rows, strict=True)]
        table = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (COLUMNS, *self.rows)
        ]
        told = [f"\n{question}\n{answer}" for question, answer in self.surprises]
        surprises = ["\nYour surprises", *told] if told else []
        return "\n".join([*table, *surprises, *([f"\n{self.message}"] if self.message else [])])

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
        body = "".join(_html_row(row) for row in self.rows)
        told = "".join(
            f"<li>{rich(question)}<br>{rich(answer)}</li>" for question, answer in self.surprises
        )
        surprises = f"<p><strong>Your surprises</strong></p><ul>{told}</ul>" if told else ""
        message = f"<p>{escape(self.message)}</p>" if self.message else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return table + surprises + message


def lesson_titles(folder):
    """Return the title of each lesson by its number, as in ``{"04": "04 · Gradient descent"}``.

    Parameters
    ----------
    folder : Path
        With the lessons in it, or in its folder ``lessons``.
    """
    paths = sorted([*folder.glob(NUMBERED), *(folder / "lessons").glob(NUMBERED)], reverse=True)
    return {path.name[:2]: _title(path) for path in paths}


def _title(path):
    """Return the first heading of a notebook, or its file's name where there is none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = next(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
        heading = "".join(first).strip().splitlines()[0]
        return heading.lstrip("# ") or path.stem
    except (OSError, ValueError, KeyError, TypeError, IndexError, StopIteration):
        return path.stem


def _cells(sections, number):
    """Return what one lesson's records come to, in one cell a section."""
    mine = {
        name: [record for key, record in records.items() if key[:2] == number]
        for name, records in sections.items()
    }
    answers = (
        [(record.get("right"), True) for record in mine[name]]
        for name in ("predictions", "quizzes")
    )
    points = [(record.get("points"), record.get("max_points")) for record in mine["checks"]]
    return [_of(pairs) for pairs in (*answers, points)]


def _of(pairs):
    """Return the sum of what was reached and of what could be, as in ``"3 of 5"``."""
    sound = [pair for pair in pairs if all(isinstance(value, Real) for value in pair)]
    return "{:g} of {:g}".format(*map(sum, zip(*sound, strict=True))) if sound else NOTHING


def _surprise(record):
    said, was = record.get("said", ""), record.get("was", "")
    own = f" You wrote: {record['words']}" if record.get("words") else ""
    return str(record.get("question", "")), f"You said {said}; it was {was}.{own}"


def _html_row(row):
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
    return f'<tr><th scope="row" style="text-align: left">{escape(row[0])}</th>{cells}</tr>'
