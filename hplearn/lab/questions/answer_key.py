"""The answers of the course's own questions, kept out of the notebooks.

An answer that stands in the cell above the question is read before the question is. So a lesson
asks by key, and its answers lie in ``answers/NN.toml`` beside this module: a table for each
prediction (`answer`, `why`, and `notes` on single options) and a list ``quiz`` of questions
(`text`, `options` with a sentence on each, `answer`).
"""

import tomllib
from importlib.resources import files


def sealed(key):
    """Return what the course says to one prediction, by its key: answer, why, notes.

    Parameters
    ----------
    key : str
        The lesson's number and the name of the question, as in ``"04-twice"``.

    Returns
    -------
    dict

    Raises
    ------
    ValueError
        When the course has no such question.
    """
    number, _, name = key.partition("-")
    try:
        found = _lesson(number)[name]
        return {"answer": found["answer"], "why": found["why"], "notes": found.get("notes", {})}
    except (KeyError, FileNotFoundError, TypeError):
        raise ValueError(f"predict needs answer and why: the course has none for {key!r}") from None


def sealed_quiz(key):
    """Return the questions of one quiz of the course: dicts with text, options and answer.

    Raises
    ------
    ValueError
        When the course has no such quiz.
    """
    try:
        return _lesson(key.partition("-")[0])["quiz"]
    except (KeyError, FileNotFoundError):
        raise ValueError(f"quiz needs questions: the course has none for {key!r}") from None


def _lesson(number):
    path = files("hplearn.lab.questions") / "answers" / f"{number}.toml"
    return tomllib.loads(path.read_text("utf-8"))
