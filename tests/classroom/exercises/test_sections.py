"""The section that teaches a question: there for each of them, and its address leads there."""

import nbformat
import pytest

from hplearn.classroom.exercises.questions import exercises, questions_of
from hplearn.classroom.exercises.sections import section_of

from .answers import ROOT

QUESTIONS = [q for exercise in exercises() for q in questions_of(exercise) if not q.written]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.number)
def test_the_lesson_has_the_heading(question):
    words, address = section_of(question)
    path, _, anchor = address.partition("#")
    cells = nbformat.read(ROOT / "exercises" / path, as_version=4).cells
    lines = [line for cell in cells for line in cell.source.splitlines() if line.startswith("#")]
    heading = words.partition("“")[2].partition("”")[0]
    assert heading in [line.lstrip("# ") for line in lines]
    assert anchor == heading.replace(" ", "-")
