"""What the notebooks in a course folder say of themselves: nothing here is written twice."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from hplearn.syllabus import TOPICS, number_of

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
GOAL = re.compile(r"\*\*After this lesson you can\*\*\s+- (.+)")
NEEDS = re.compile(r"\*\*You need:\*\* (.+)")
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
        name = f"{number_of(topic)}-{topic}.ipynb"
        path, exercise = folder / "lessons" / name, folder / "exercises" / name
        if path.exists():
            pages.append(LessonPage(topic, path, *_read(path)[:4], *_read(exercise)[3:]))
    return pages


def _read(path):
    """Return title, goal, needs, minutes, and points that need no person; what is torn has none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        top = "\n".join("".join(cell["source"]) for cell in content["cells"][:3])
        marks = [cell["metadata"].get("nbgrader", {}) for cell in content["cells"]]
        points = sum(m["points"] for m in marks if m.get("grade") and not m.get("solution"))
        words = (_found(TITLE, top) or path.stem, _found(GOAL, top), _found(NEEDS, top))
        return *words, content["metadata"]["hplearn"]["minutes"], points
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return path.stem, "", "", 0, 0


def _found(pattern, text):
    found = pattern.search(text)
    return LINK.sub(r"\1", found[1]).strip().rstrip(".,;") if found else ""
