"""What the notebooks in a course folder say of themselves: nothing here is written twice."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from hplearn.syllabus import TOPICS, notebook_of

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
GOAL = re.compile(r"\*\*After this lesson you can\*\*\s+- (.+)")
NEEDS = re.compile(r"\*\*You need:\*\* (.+)")
TORN = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
TITLE = re.compile(r"# (\d\d · .+)")


@dataclass(frozen=True)
class LessonPage:
    """A lesson's notebook, and what it says at its top.

    Parameters
    ----------
    topic : str
    path : Path
    title : str
        As in ``"04 · Gradient descent: how far should a step go?"``.
    goal, needs : str
        The first thing that one can do after it, and what one needs before; may be empty.
    minutes : int
        That it takes, its exercise apart.
    exercise_minutes, exercise_points : int
        Of its exercise, as far as that marks itself; 0 without an exercise.

    Examples
    --------
    >>> LessonPage("start-here", Path("lessons/00-start-here.ipynb"), "00 · Start here").minutes
    0
    """

    topic: str
    path: Path
    title: str
    goal: str = ""
    needs: str = ""
    minutes: int = 0
    exercise_minutes: int = 0
    exercise_points: int = 0


def lesson_pages(folder):
    """Return the lessons that are in a course folder, in order.

    Parameters
    ----------
    folder : Path
        With a folder ``lessons``, and with ``exercises`` where there are any.

    Returns
    -------
    list of LessonPage

    Examples
    --------
    >>> lesson_pages(Path("no-such-folder"))
    []
    """
    pages = []
    for topic in TOPICS:
        name = notebook_of(topic)
        path, exercise = folder / "lessons" / name, folder / "exercises" / name
        if path.exists():
            pages.append(LessonPage(topic, path, **_of_lesson(path), **_of_exercise(exercise)))
    return pages


def _of_lesson(path):
    """Return what a lesson says of itself; one that is torn has its file's name as a title."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        top = "\n".join("".join(cell["source"]) for cell in content["cells"][:3])
        words = {"title": _found(TITLE, top) or path.stem, "goal": _found(GOAL, top)}
        return words | {"needs": _found(NEEDS, top), "minutes": _minutes(content)}
    except TORN:
        return {"title": path.stem}


def _of_exercise(path):
    """Return the minutes of an exercise and its points that need no person, if it is there."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        marks = [cell["metadata"].get("nbgrader", {}) for cell in content["cells"]]
        points = sum(m["points"] for m in marks if m.get("grade") and not m.get("solution"))
        return {"exercise_minutes": _minutes(content), "exercise_points": points}
    except TORN:
        return {}


def _minutes(content):
    return content["metadata"]["hplearn"]["minutes"]


def _found(pattern, text):
    found = pattern.search(text)
    return LINK.sub(r"\1", found[1]).strip().rstrip(".,;") if found else ""
