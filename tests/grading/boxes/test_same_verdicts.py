"""In a box every answer gets the verdict that its own check gives it, hint included."""

import re
from contextlib import ExitStack
from functools import cache

import pytest

from hplearn.exercises.asking import ask
from hplearn.exercises.questions import needs_of, question_of, questions_of
from hplearn.exercises.verdicts import examine, verdict_on
from tests.exercises.answers import SEED, SOLUTIONS, code_of, run_cells
from tests.exercises.test_every_exercise import MISTAKES, RIGHT, VARIANTS, label, topic_of
from tests.grading.boxes.walls import wall_or_skip

pytestmark = pytest.mark.slow
ANSWERS = [*MISTAKES, *VARIANTS, *RIGHT]


@pytest.fixture(scope="module")
def boxes_for():
    """Return a function from an exercise's topic to one that opens boxes; walls are kept."""
    with ExitStack() as walls:
        yield cache(lambda topic: walls.enter_context(wall_or_skip(needs_of(topic))))


def said(verdict):
    return verdict.record() | {"mistake": verdict.mistake}


def both(cells, questions, box):
    """Return what is said of the answers to some questions: in a box, and by their own checks."""
    cases = [question.cases_of(SEED) for question in questions]
    asked = [question.request(drawn) for question, drawn in zip(questions, cases, strict=True)]
    answered, problems, _ = ask(cells, asked, lambda: box("."))
    assert problems == {}
    names, _ = run_cells(cells)
    outside = [verdict_on(*one) for one in zip(questions, cases, answered, strict=True)]
    return list(map(said, outside)), [said(examine(q, names, SEED)) for q in questions]


def some(paths, step):
    """Return all as parameters; every run of pytest tries a few, .ci/run the others."""
    return [
        pytest.param(path, id=label(path), marks=[pytest.mark.ci] if at % step else [])
        for at, path in enumerate(paths)
    ]


@pytest.mark.parametrize("path", some(SOLUTIONS, 5))
def test_a_solution(path, boxes_for):
    topic = topic_of(path)
    questions = [question for question in questions_of(topic) if not question.written]
    in_box, inside = both(code_of(path), questions, boxes_for(topic))
    assert in_box == inside
    assert {one["verdict"] for one in in_box} == {"right"}


@pytest.mark.parametrize("path", some(ANSWERS, 20))
def test_an_answer(path, boxes_for):
    source, topic = path.read_text(encoding="utf-8"), topic_of(path)
    question = question_of(f"{topic}/{source[3 : source.index(':')]}")
    learners = re.sub("^from hplearn.*\n", "", source, flags=re.MULTILINE)  # what a sign needs
    in_box, inside = both([(1, learners)], [question], boxes_for(topic))
    assert in_box == inside
