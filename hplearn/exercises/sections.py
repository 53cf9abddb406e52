"""The section of a lesson that teaches what a question asks for."""

import tomllib
from functools import cache
from pathlib import Path

from hplearn.syllabus import notebook_of, number_of


def section_of(question):
    """Return the section that teaches a question, in words, and its address from an exercise.

    Parameters
    ----------
    question : Question

    Returns
    -------
    (str, str)
        Both empty if no section is known.

    Examples
    --------
    >>> from hplearn.exercises.questions import question_of
    >>> section_of(question_of("05.1"))
    ('“The rule” in lesson 05', '../lessons/05-gradient-descent.ipynb#The-rule')
    """
    if not (heading := _headings().get(question.topic, {}).get(str(question.place))):
        return "", ""
    address = f"../lessons/{notebook_of(question.topic)}#{heading.replace(' ', '-')}"
    return f"“{heading}” in lesson {number_of(question.topic)}", address


@cache
def _headings():
    return tomllib.loads(Path(__file__).with_name("sections.toml").read_text(encoding="utf-8"))
