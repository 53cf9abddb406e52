"""Where a learner is: what is done of the whole, what is left, and what comes next."""

import os
from dataclasses import dataclass
from html import escape
from math import ceil
from numbers import Real
from pathlib import Path
from urllib.parse import quote

from hplearn.lab.questions.html import rich
from hplearn.lab.questions.lesson_pages import LessonPage, lesson_pages
from hplearn.lab.questions.progress_file import NAME, ProgressFile, course_folder
from hplearn.lab.questions.question_file import questions_in

COLUMNS = (
    *("Lesson", "You need", "Predictions right", "Quiz, first answers right"),
    *("Exercise points", "Minutes left"),
)
N_SURPRISES = 5


def progress(folder=None):
    """Return where the learner is: the course by lesson, and surprises; put it last in a cell.

    Parameters
    ----------
    folder : path-like, optional
        The course folder. Left out, it is found upwards from the current folder, from which the
        links then lead.

    Returns
    -------
    Report
        Read from the notebooks and the progress file in that folder; nothing is written.

    Examples
    --------
    >>> print(progress())  # doctest: +SKIP
    04 · Gradient descent: how far should a step go?
        derive the update of gradient descent and say what each part does
        You need: NumPy basics, derivatives, lesson 03
        predictions 3 of 5, 1 open; quiz 6 open; exercise points 2 of 6; 60 minutes left
    """
    place = Path(folder or Path.cwd())
    folder = Path(folder or course_folder())
    sections, message = ProgressFile(os.environ.get("HPLEARN_PROGRESS") or folder / NAME).read()
    lessons = [_standing(page, sections) for page in lesson_pages(folder)]
    missed = [r for r in sections["predictions"].values() if r.get("right") is False]
    surprises = [_surprise(record) for record in missed[-N_SURPRISES:]]
    return Report(lessons, surprises, message, place)


@dataclass(frozen=True)
class Part:
    """The predictions, the quiz or the exercise of a lesson: what is right, open, and the whole.

    Examples
    --------
    >>> print(Part(3, 5, n_open=1), Part(0, 6, n_open=6), Part(2, 6), Part(0, 0), sep="; ")
    3 of 5, 1 open; 6 open; 2 of 6; –
    """

    right: float
    whole: float
    n_open: int = 0

    def __str__(self):
        """Return it in words."""
        if not self.whole or self.n_open == self.whole:
            return f"{self.n_open} open" if self.whole else "–"
        n_open = f", {self.n_open} open" if self.n_open else ""
        return f"{self.right:g} of {self.whole:g}{n_open}"


@dataclass(frozen=True)
class Standing:
    """A lesson, and how far the learner is in it.

    Examples
    --------
    >>> page = LessonPage("start-here", Path("00-start-here.ipynb"), "00 · Start here", minutes=5)
    >>> Standing(page, Part(0, 1, n_open=1), Part(0, 0), Part(0, 0)).minutes_left
    5
    """

    page: LessonPage
    predictions: Part
    quiz: Part
    points: Part

    @property
    def n_open(self):
        """Return how many predictions and quiz questions are open."""
        return self.predictions.n_open + self.quiz.n_open

    @property
    def begun(self):
        """Return whether anything of it was answered."""
        return self.n_open < self.predictions.whole + self.quiz.whole or self.points.right > 0

    @property
    def minutes_left(self):
        """Return the minutes of the share that is open, in full fives; points lost are left too."""
        asked = self.predictions.whole + self.quiz.whole
        left = self.page.minutes * self.n_open / asked if asked else 0
        if self.points.whole:
            left += self.page.exercise_minutes * (1 - self.points.right / self.points.whole)
        return 5 * ceil(left / 5)


@dataclass(frozen=True)
class Report:
    """What `progress` returns.

    Parameters
    ----------
    lessons : list of Standing
        In order.
    surprises : list of (str, str)
        Each question, and what was said, what it was, and the learner's own explanation.
    message : str
        What is wrong with the progress file, if anything is.
    place : Path
        The folder from which links lead to the lessons.

    Examples
    --------
    >>> print(Report([], []))
    Every prediction and quiz question is answered.
    """

    lessons: list
    surprises: list
    message: str = ""
    place: Path = Path()

    @property
    def begun(self):
        """Return whether there is progress."""
        return any(lesson.begun for lesson in self.lessons)

    @property
    def next(self):
        """Return the lesson where the learner stopped, else the next one with an open question.

        That is the last lesson in which anything was answered: who left a question open in an
        earlier one is not sent back to it before the end.
        """
        begun = [at for at, lesson in enumerate(self.lessons) if lesson.begun]
        start = begun[-1] if begun else 0
        ahead = [*self.lessons[start:], *self.lessons[:start]]
        return next((lesson for lesson in ahead if lesson.n_open), None)

    def __repr__(self):
        """Return the report as text."""
        told = [f"\n{question}\n{answer}" for question, answer in self.surprises]
        surprises = ["\nYour surprises", *told, ""] if told else []
        message = [self.message] if self.message else []
        last = self._last(self.next.page.title if self.next else "")
        return "\n".join([*map(_in_words, self.lessons), *surprises, *message, last])

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
        body = "".join(map(self._row, self.lessons))
        told = "".join(
            f"<li>{rich(question)}<br>{rich(answer)}</li>" for question, answer in self.surprises
        )
        surprises = f"<p><strong>Your surprises</strong></p><ul>{told}</ul>" if told else ""
        message = f"<p>{escape(self.message)}</p>" if self.message else ""
        last = self._last(self._link(self.next.page) if self.next else "")
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<p>{last}</p>{table}{surprises}{message}"

    def _last(self, where):
        """Return the sentences on what is next and what is left, around a lesson's name or link."""
        if not where:
            return "Every prediction and quiz question is answered."
        hours = sum(lesson.minutes_left for lesson in self.lessons) / 60
        return f"Next: {where} About {hours:.1f} hours are left."

    def _link(self, page):
        target = Path(os.path.relpath(page.path, self.place)).as_posix()
        return f'<a href="{quote(target)}">{rich(page.title)}</a>'

    def _row(self, lesson):
        page = lesson.page
        name = f"{self._link(page)}<br>{rich(page.goal)}"
        cells = (rich(page.needs), lesson.predictions, lesson.quiz, lesson.points)
        data = "".join(f"<td>{cell}</td>" for cell in (*cells, lesson.minutes_left))
        return f'<tr><th scope="row" style="text-align: left">{name}</th>{data}</tr>'


def _standing(page, sections):
    questions = questions_in(page.topic).items()
    parts = [
        _part(
            sections[section],
            [f"{page.topic}/{name}" for name, q in questions if q["kind"] == kind],
        )
        for section, kind in (("predictions", "prediction"), ("quizzes", "quiz"))
    ]
    checks = sections["checks"].items()
    points = [r.get("points") for key, r in checks if key.startswith(f"{page.topic}/")]
    reached = sum(point for point in points if isinstance(point, Real))
    return Standing(page, *parts, Part(min(reached, page.exercise_points), page.exercise_points))


def _part(records, keys):
    """Return what the records hold of these questions: one that was skipped is not open."""
    found = [records[key] for key in keys if records.get(key)]
    n_right = sum(record.get("right") is True for record in found)
    return Part(n_right, len(keys), n_open=len(keys) - len(found))


def _in_words(lesson):
    page = lesson.page
    about = [page.goal, f"You need: {page.needs}" if page.needs else ""]
    state = (
        f"predictions {lesson.predictions}; quiz {lesson.quiz}; "
        f"exercise points {lesson.points}; {lesson.minutes_left} minutes left"
    )
    return "\n    ".join([page.title, *filter(None, about), state])


def _surprise(record):
    said, was = record.get("said", ""), record.get("was", "")
    own = f" You wrote: {record['words']}" if record.get("words") else ""
    return str(record.get("question", "")), f"You said {said}; it was {was}.{own}"
