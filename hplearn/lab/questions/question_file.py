"""The course's questions by topic and name, as far as their number and kind go."""

import tomllib
from importlib.resources import files

from hplearn.syllabus import number_of


def questions_in(topic):
    """Return the questions of a lesson by their names, each a dict with its ``kind``.

    Examples
    --------
    >>> questions_in("start-here")
    {'shower': {'kind': 'prediction'}}
    """
    path = files("hplearn.lab.questions") / "answers" / f"{number_of(topic)}.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    quiz = tables.pop("quiz", [])
    predictions = {name: {"kind": "prediction"} for name in tables}
    return predictions | {f"quiz-{n}": {"kind": "quiz"} for n in range(1, len(quiz) + 1)}
