"""The first public case that fails, as objects: what was asked, expected and answered."""

import numpy as np
import pytest

import hplearn
from hplearn.exercises import failing_case
from hplearn.exercises.questions import question_of


def gd(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    return np.array([start - step * learning_rate * slope for step in range(n_steps + 1)])


def halve(evaluate, configs, min_budget, eta):
    return configs[0], evaluate(configs[0], min_budget)[0]


def mean_of_best(n_candidates, n_rows, n_searches, rng):
    return rng.random()


order = ["A"]


def test_arguments_can_be_played_with_and_the_answer_be_called_again():
    case = failing_case("05.1")
    assert list(case.arguments) == ["gradient", "start", "learning_rate", "n_steps"]
    np.testing.assert_array_equal(gd(**case.arguments), case.got)
    gradient, start, learning_rate, _ = case.arguments.values()
    np.testing.assert_allclose(case.expected[1], start - learning_rate * gradient(start))
    assert "gradient = slope_of_bowl\n" in repr(case)
    assert repr(case).endswith("wrong: row 3, column 1 differs")


def test_what_a_judge_decides_has_its_expected_value_where_there_is_one():
    case = failing_case("15.3")
    config, loss = case.expected
    assert (config in case.arguments["configs"], 0 < loss < 2) == (True, True)
    assert "0.2 to" not in repr(case)
    assert isinstance(failing_case("14.1").expected, str)


def test_only_public_cases_are_looked_at(monkeypatch):
    question = question_of("05.1")
    public = [case.arguments[1].tolist() for case in question.cases_of(0)[: question.n_public]]

    def right_on_public_cases(gradient, start, learning_rate, n_steps):
        path = [start]
        while len(path) <= n_steps and start.tolist() in public:
            path.append(path[-1] - learning_rate * gradient(path[-1]))
        return np.array(path)

    monkeypatch.setitem(globals(), "gd", right_on_public_cases)
    assert failing_case("gradient-descent/1") == "No public case of 05.1 fails."


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("05.4", "05.4 asks for no function, so there is no case of a call."),
        ("05.2", "steps_until is not defined here; run the cell that defines it, "),
    ],
)
def test_where_there_is_no_case_a_sentence_says_why(what, words):
    assert repr(hplearn.failing_case(what)).startswith(words)


def test_an_answer_that_stops_gives_its_message(monkeypatch):
    monkeypatch.setitem(globals(), "gd", lambda *arguments: 1 / 0)
    assert failing_case("05.1").got.startswith("ZeroDivisionError")
