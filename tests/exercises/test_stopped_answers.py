"""Who is told an error, or that nothing is returned, is told of no mistake in the thought."""

from functools import wraps

import pytest

from hplearn.exercises.questions import exercises, questions_of
from hplearn.exercises.verdicts import examine

from .answers import SEED, solved

ASKED = [one for topic in exercises() for one in questions_of(topic)]
FUNCTIONS = [
    pytest.param(one, id=one.number, marks=[pytest.mark.ci] * (one.number != "11.1"))
    for one in ASKED
    if not one.written | one.is_value
]


def at_once(answer):
    return lambda *args: undefined_name  # noqa: F821


def after_a_call(answer):
    """Return an answer that stops as soon as a function among its arguments was called once."""

    def once(given):
        @wraps(given)
        def called(*args, **kwargs):
            given(*args, **kwargs)
            raise NameError("name 'undefined_name' is not defined")

        return called

    return lambda *args: answer(*(once(one) if callable(one) else one for one in args))


def nothing(answer):
    return lambda *args: None


def nothing_after_all(answer):
    """Return an answer that does all of its work, and forgets to return."""
    return lambda *args: (answer(*args), None)[1]


@pytest.mark.parametrize("stopped", [at_once, after_a_call, nothing, nothing_after_all])
@pytest.mark.parametrize("question", FUNCTIONS)
def test_an_answer_that_stops_or_returns_nothing_is_told_that_first(question, stopped):
    names = dict(solved(question.topic))
    names[question.name] = wraps(names[question.name])(stopped(names[question.name]))
    verdict = examine(question, names, SEED, question.n_public + 3)
    if stopped is after_a_call and verdict.verdict == "right":
        pytest.skip("it calls none of its arguments")
    assert verdict.mistake == ""
    said = "NameError" if stopped in (at_once, after_a_call) else "returns None: is a return"
    assert said in verdict.hint
