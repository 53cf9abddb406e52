"""No small change of our own solution is right by luck: it is wrong on the public cases, or equal.

The public cases are the same at every check. A change that is right on them stands in
`equal_mutations.toml`, with the reason why it equals the solution, and is right with every draw.
"""

import os
import random
import tomllib
import warnings
from functools import cache
from pathlib import Path

import pytest

from hplearn.exercises.called_here import called
from hplearn.exercises.questions import exercises, questions_of
from hplearn.exercises.solution import code_of

from .answers import solved
from .mutations import mutations

N_DRAWS = int(os.environ.get("HPLEARN_DRAWS", "4"))  # .ci/full takes more
N_TWO_STEPS = 100  # of each question
LIST = Path(__file__).with_name("equal_mutations.toml")
EQUAL = tomllib.loads(LIST.read_text(encoding="utf-8"))
QUESTIONS = [question for topic in exercises() for question in questions_of(topic)]
FUNCTIONS = [question for question in QUESTIONS if not (question.is_value or question.written)]
every_function = pytest.mark.parametrize(
    "question", FUNCTIONS, ids=lambda question: question.number
)


@cache
def cases_of(question, seed):
    """Return cases with their right answers: the public ones, or of a seed those that follow."""
    cases = question.cases_of(seed or 0)
    cases = cases[: question.n_public] if seed is None else cases[question.n_public :]
    return [(case, question.right_answer(case)) for case in cases]


def is_right(question, source, seed=None):
    """Whether an answer is right on the public cases, or on those that a seed draws."""
    names = dict(solved(question.topic))
    del names[question.name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(source, names)
        except Exception:
            return False
        answered = (
            (case, right, called(names[question.name], case.arguments))
            for case, right in cases_of(question, seed)
        )
        return not any(question.fault_of(*one) for one in answered)


def test_each_list_of_equal_changes_belongs_to_a_question():
    assert EQUAL.keys() <= {question.number for question in FUNCTIONS}


@pytest.mark.ci
@every_function
def test_a_small_change_is_wrong_on_the_public_cases_or_equal(question):
    right = {line: code for line, code in mutations(code_of(question)) if is_right(question, code)}
    assert right.keys() == EQUAL.get(question.number, {}).keys()
    for line, code in right.items():
        assert all(is_right(question, code, seed) for seed in range(N_DRAWS)), line


@pytest.mark.full
@every_function
def test_two_small_changes_are_never_right_by_luck(question):
    chance = random.Random(question.number)
    once = [code for _, code in mutations(code_of(question))]
    for _ in range(N_TWO_STEPS):
        if twice := list(mutations(chance.choice(once))):  # a bare return has none
            line, code = chance.choice(twice)
            if is_right(question, code):
                assert all(is_right(question, code, seed) for seed in range(N_DRAWS)), line
