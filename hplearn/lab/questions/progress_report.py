"""Where a learner is: what is done of the whole, what is left, and what comes next."""

import os
from dataclasses import dataclass
from math import ceil
from numbers import Real
from pathlib import Path
from urllib.parse import quote

from hplearn.lab.questions.html import rich
from hplearn.lab.questions.lesson_pages import LessonPage, lesson_pages
from hplearn.lab.questions.progress_file import ProgressFile, course_folder
from hplearn.lab.questions.question_file import questions_in
from hplearn.lab.scripts import template

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
    ProgressReport
        Read from the notebooks and the progress file in that folder; nothing is written.

    Examples
    --------
    >>> print(progress())  # doctest: +SKIP
    Next: 05 · Gradient descent: how far should a step go? About 1.3 hours are left.
    05 · Gradient descent: how far should a step go?
        predictions 3 of 5 made, 1 right; quiz 0 of 6; exercise points 2 of 6; 60 minutes left
    06 · Stochastic gradient descent: do estimates get you there? (75 minutes)
    """
    place = Path(folder or Path.cwd())
    folder = Path(folder or course_folder())
    sections, message = ProgressFile(folder=folder).read()
    for record in sections["predictions"].values():
        if record.get("seen") is not True:
            record.pop("right", None)  # the learner does not know it yet
    lessons = [_standing(page, sections) for page in lesson_pages(folder)]
    missed = [r for r in sections["predictions"].values() if r.get("right") is False]
    surprises = [_surprise(record) for record in missed[-N_SURPRISES:]]
    return ProgressReport(lessons, surprises, message, place)


@dataclass(frozen=True)
class Standing:
    """A lesson, and how far the learner is in it.

    Parameters
    ----------
    page : LessonPage
    state : tuple of str
        Predictions made, quiz answers given and exercise points, of the whole that there is.
    n_open : int
        How many predictions and quiz questions are neither answered nor skipped.
    begun : bool
        Whether anything of it was answered.
    minutes_left : int
        Of the share that is open, in full fives; points that were lost are left, too.

    Examples
    --------
    >>> page = LessonPage("start-here", Path("00-start-here.ipynb"), "00 · Start here", minutes=5)
    >>> print(Standing(page, ("0 of 1", "–", "–"), 1, False, 5))
    00 · Start here (5 minutes)
    """

    page: LessonPage
    state: tuple
    n_open: int
    begun: bool
    minutes_left: int

    def __str__(self):
        """Return it as a line of text, and as two once it is begun."""
        if not self.begun:
            return f"{self.page.title} ({self.minutes_left} minutes)"
        state = "predictions {}; quiz {}; exercise points {}; ".format(*self.state)
        return f"{self.page.title}\n    {state}{self.minutes_left} minutes left"


@dataclass(frozen=True)
class ProgressReport:
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
    >>> print(ProgressReport([], []))
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
        start = max((at for at, lesson in enumerate(self.lessons) if lesson.begun), default=0)
        ahead = [*self.lessons[start:], *self.lessons[:start]]
        return next((lesson for lesson in ahead if lesson.n_open), None)

    def __repr__(self):
        """Return the report as text."""
        told = [f"\n{question}\n{answer}" for question, answer in self.surprises]
        surprises = ["\nYour surprises", *told] if told else []
        message = [self.message] if self.message else []
        first = self._what_is_left(lambda path, text: text)
        return "\n".join([*message, first, *map(str, self.lessons), *surprises])

    def _repr_html_(self):
        known = {"report": self, "what_is_left": self._what_is_left(self._link)}
        page = template("questions/progress.html.j2")
        return page.render(known, link=self._link, rich=rich)

    def _what_is_left(self, link):
        told = [self._what_comes(link)]
        for page, (*_, points) in ((lesson.page, lesson.state) for lesson in self.lessons):
            done, _, whole = points.partition(" of ")
            if done not in ("–", "0", whole):
                exercise = page.path.parents[1] / "exercises" / page.path.name
                name = link(exercise, f"Exercise {page.title[:2]}")
                told.append(f"{name} is begun: {points} points.")
        return " ".join(told)

    def _what_comes(self, link):
        if self.next is None:
            return "Every prediction and quiz question is answered."
        hours = sum(lesson.minutes_left for lesson in self.lessons) / 60
        name = link(self.next.page.path, self.next.page.title)
        told = f"Next: {name} About {hours:.1f} hours are left."
        before = self.lessons[: self.lessons.index(self.next)]
        numbers = ", ".join(lesson.page.title[:2] for lesson in before if lesson.n_open)
        return f"{told} Not done yet before it: {numbers}." if numbers else told

    def _link(self, path, text):
        target = Path(os.path.relpath(path, self.place)).as_posix()
        return f'<a href="{quote(target)}">{rich(text)}</a>'


def _standing(page, sections):
    kinds = {"prediction": sections["predictions"], "quiz": sections["quizzes"]}
    answers = [
        [records.get(f"{page.topic}/{name}") for name in questions_in(page.topic, kind)]
        for kind, records in kinds.items()
    ]
    checks = [r for key, r in sections["checks"].items() if key.startswith(f"{page.topic}/")]
    points = sum(r["points"] for r in checks if isinstance(r.get("points"), Real))
    n_open = sum(part.count(None) for part in answers)
    left = page.minutes * n_open / max(1, sum(map(len, answers)))
    left += page.exercise_minutes * (1 - points / max(1, page.exercise_points))
    of_points = f"{points:g} of {page.exercise_points}" if page.exercise_points else "–"
    begun = points > 0 or n_open < sum(map(len, answers))
    state = _state(answers[0], "made"), _state(answers[1], "answered"), of_points
    return Standing(page, state, n_open, begun, 5 * ceil(left / 5))


def _state(records, made):
    """Return how many were made, and how many of them were right at first or skipped."""
    given = [record for record in records if record]
    n_skipped = sum(record.get("skipped") is True for record in given)
    if not given:
        return f"0 of {len(records)}" if records else "–"
    n_right = sum(record.get("right") is True for record in given)
    told = f"{len(given) - n_skipped} of {len(records)} {made}, {n_right} right"
    return f"{told}, {n_skipped} skipped" if n_skipped else told


def _surprise(record):
    said, was = record.get("said", ""), record.get("was", "")
    own = f" You wrote: {record['words']}" if record.get("words") else ""
    return str(record.get("question", "")), f"You said {said}; it was {was}.{own}"
