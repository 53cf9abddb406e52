"""Files of known mistakes: how they are read, and which of several gives its hint."""

import numpy as np
import pytest

from hplearn.exercises.given import Given
from hplearn.exercises.mistakes import mistakes_of
from hplearn.exercises.questions import Case, Question
from hplearn.exercises.verdicts import examine

CASES = [Case(np.array([float(n)])) for n in range(100)]
DOUBLE = Question(
    1, "f(x)", 1, answer=lambda x: 2 * x, cases=lambda rng: iter(CASES), topic="start-here"
)


def named(answer, seed=1):
    return examine(DOUBLE, {"f": answer}, seed).mistake


def test_a_mistake_is_what_its_file_says(write):
    write("plus_two", "def f(x):\n    return x + 2", hint="It goes on\nin `x + 2`.")
    write("of_another", "1 / 0", title="2: is not run.")
    (found,) = mistakes_of(DOUBLE)
    assert (found.name, found.hint) == ("plus-two", "It goes on in `x + 2`.")
    assert (found.answer(1), found.sign) == (3, None)


@pytest.mark.parametrize(
    ("title", "hint", "code", "words"),
    [
        ("Goes wrong.", "A hint.", "", "and a hint, got 'Goes wrong.' and 'A hint.'"),
        ("1: goes wrong.", "", "", "and a hint, got '1: goes wrong.' and ''"),
        ("1:", "A hint.", "", "must begin with a question and what goes wrong, as in "),
        ("1: goes wrong.", "A hint.", "g = 3", "must define f, which its question asks for"),
        ("1: goes wrong.", "A hint.", "def f(:", "is no Python: invalid syntax (line 6)"),
    ],
)
def test_a_file_that_is_none_is_told_by_its_name(write, title, hint, code, words):
    write("odd", code, title, hint)
    with pytest.raises(ValueError, match=r"start_here.odd\.py ") as error:
        mistakes_of(DOUBLE)
    assert words in str(error.value)


def test_whatever_a_mistake_does_it_is_compared(write):
    write("in_place", "def f(x):\n    x += 2\n    return x")
    write("prints", "def f(x):\n    print(x)\n    return [x]")
    write("raises", "def f(x):\n    return x / None")
    write("not_plain", "def f(x):\n    return (2 * one for one in x)")
    assert named(lambda x: x + 2) == "in-place"
    assert named(lambda x: [x]) == "prints"
    assert named(lambda x: None + x) == "raises"
    assert named(lambda x: (2 * one for one in x)) == ""  # the general hint speaks of generators
    assert named(lambda x: 2 * x) == ""


def test_of_several_that_fit_the_one_that_explains_most_cases_is_named(write):
    write("beyond_three", "def f(x):\n    return 0 * x if x > 3 else 2 * x")
    write("everywhere", "def f(x):\n    return 0 * x")
    assert named(lambda x: 0 * x) == "everywhere"
    assert named(lambda x: 0 * x if x > 3 else 2 * x) == "beyond-three"
    assert named(lambda x: 0 * x if x > 4 else 2 * x) == ""


def test_two_cases_show_no_mistake(write):
    write("at_three", "def f(x):\n    return 0 * x if x == 3 else 2 * x")
    assert named(lambda x: 0 * x if x in (3, 4) else 2 * x) == ""


def test_of_two_that_explain_as_much_none_is_named(write):
    write("negative", "def f(x):\n    return -2 * x")
    write("opposite", "def f(x):\n    return -x - x")
    assert named(lambda x: -2 * x) == ""


def test_where_only_the_calls_of_a_mistake_are_wrong_an_answer_may_be_right(write):
    def judge(arguments, outcome):
        if outcome.value != 2 * arguments[1]:
            return "it differs"
        return "" if outcome.calls["surfaces.slope_of_bowl"].n == 1 else "it asks twice"

    def answer(gradient, x):
        return gradient(2 * x) if x < 4 else gradient(0)

    given = Given("surfaces.slope_of_bowl", {"curvatures": 1.0})
    cases = [Case(given, float(n)) for n in range(100)]
    asked = {"judge": judge, "cases": lambda rng: iter(cases), "topic": "start-here"}
    question = Question(1, "f(gradient, x)", 1, **asked)
    write("too_far", "def f(slope, x):\n    return slope(x) + slope(x) if x < 4 else slope(0)")
    assert examine(question, {"f": answer}, seed=1).mistake == "too-far"


def test_a_sign_is_asked_if_nothing_is_equal_and_its_answer_is_never_called(write):
    endless = "def f(x):\n    while True: pass\n\n\ndef sign(arguments, outcome):\n    return "
    write("negative", endless + "outcome.value[0] < 0")
    write("minus_two", "def f(x):\n    return x - 2")
    write("stumbles", endless + "1 / 0")
    assert named(lambda x: -x) == "negative"
    assert named(lambda x: x - 2) == "minus-two"
    assert named(lambda x: 3 * x) == ""
