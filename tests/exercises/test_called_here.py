"""However an answer behaves when it is called, it becomes a record, and only its call suffers."""

import time
from copy import deepcopy

import numpy as np
import pytest

from hplearn.contained.outcomes import RECORDED
from hplearn.exercises import called_here
from hplearn.exercises.called_here import answer_in, called
from hplearn.exercises.given import Given
from tests.exercises.answers import executed, function_of

WORDLESS = "class Wordless(Exception):\n  def __str__(self): raise SystemExit\n"
SLOPE = Given("surfaces.slope_of_bowl", {"curvatures": [1.0, 10.0]})


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("def f(x): return None", "value", ""),
        ("def f(x, y=2): return 1", "value", ""),
        ("def f(x): raise NotImplementedError('05.1: return')", "not attempted", "05.1: return"),
        ("def f(x): return 1 / 0", "error", "ZeroDivisionError: division by zero"),
        ("def f(x): raise SystemExit(3)", "error", "SystemExit: 3"),
        (f"{WORDLESS}def f(x): raise Wordless", "error", "Wordless"),
        (f"{WORDLESS}def f(x): raise NotImplementedError(Wordless())", "not attempted", ""),
        ("def f(x): return f(x)", "error", "RecursionError"),
        ("def f(x): return (i for i in [x])", "not plain", "a generator"),
        ("def f(x, y): pass", "error", "it takes 2 arguments and is called with 1"),
        ("def f(*, x): pass", "error", "it takes 0 arguments and is called with 1"),
    ],
)
def test_each_end_of_a_call_has_its_kind(source, kind, words):
    outcome = called(function_of(source), [1])
    assert outcome.kind == kind
    assert outcome.message.startswith(words)
    assert bool(outcome.message) == bool(words)


def test_an_error_names_the_learners_own_line(tmp_path):
    path = tmp_path / "cell.py"
    path.write_text("import json\n\n\ndef f(x):\n    return json.loads('x')\n")
    assert called(executed(path, {})["f"], [1]).message.endswith("at `return json.loads('x')`")


def test_an_endless_loop_is_stopped_and_the_later_cases_are_not_tried(monkeypatch):
    monkeypatch.setattr(called_here, "CALL_SECONDS", 0.1)
    names, started = {"f": function_of("def f(x):\n  while x: pass")}, time.monotonic()
    answered = answer_in(names, "f", [[0], [1], [1]])
    assert [outcome.kind for outcome in answered.outcomes] == ["value", "too slow"]
    assert time.monotonic() - started < 60


def test_all_cases_together_have_a_limit(monkeypatch):
    names = {"f": function_of("def f(x): return x")}
    assert len(answer_in(names, "f", [[1]] * 20).outcomes) == 20
    monkeypatch.setattr(called_here, "ALL_SECONDS", 0)
    assert len(answer_in(names, "f", [[1]] * 20).outcomes) == 1


def test_the_learner_can_still_interrupt():
    with pytest.raises(KeyboardInterrupt):
        called(function_of("def f(x): raise KeyboardInterrupt"), [1])


def test_nobody_is_asked_for_input():
    asks = input
    outcome = called(function_of("def f(x): return float(input('rate? '))"), [1])
    assert outcome.message.startswith("EOFError: a check has nobody to ask, so take input() out")
    assert input is asks


def test_an_answer_gets_copies_and_a_change_is_seen():
    argument = np.zeros(2)
    outcome = called(lambda x, y: x.__setitem__(0, 1) or y.append(3), [argument, [1, 2]])
    assert outcome.changed == [0, 1]
    assert argument.tolist() == [0, 0]
    assert called(lambda x: x + 1, [argument]).changed == []
    rng = Given("chance.generator", {"seed": 4})
    assert called(lambda rng: rng.random(), [rng]).changed == [0]
    assert called(lambda rng: rng.spawn(1)[0].random(), [rng]).changed == [0]
    assert called(lambda rng: deepcopy(rng).random(), [rng]).changed == []


def test_calls_of_a_given_function_are_counted_with_their_arguments():
    def descend(gradient, x, n):
        for _ in range(n):
            x -= 0.1 * gradient(position=x)
        return x

    outcome = called(descend, [SLOPE, np.ones(2), RECORDED + 5])
    calls = outcome.calls["surfaces.slope_of_bowl"]
    assert (calls.n, len(calls.arguments)) == (RECORDED + 5, RECORDED)
    np.testing.assert_allclose(calls.arguments[1][0], [0.9, 0.0])


def test_arguments_by_name_are_recorded_in_the_functions_own_order():
    given = Given(
        "halving_and_hyperband.losses_of_a_network",
        {"start": [1.0], "end": [0.5], "fitted": [0.2], "rise": 0.0},
    )
    for call in (
        lambda evaluate: evaluate({"network": 0}, 2),
        lambda evaluate: evaluate({"network": 0}, budget=2),
        lambda evaluate: evaluate(budget=2, config={"network": 0}),
    ):
        assert called(call, [given]).calls[given.name].arguments == [({"network": 0}, 2)]
    failed = called(lambda evaluate: evaluate(budget=2, what=3), [given])
    assert failed.error == "TypeError"
    assert failed.calls[given.name].arguments == [(2, 3)]


def test_of_a_generator_is_recorded_whether_it_was_drawn_from():
    rng = Given("chance.generator", {"seed": 4})
    for draw, n in [
        (lambda rng: rng.random(), 1),
        (lambda rng: rng.spawn(1)[0].random(), 1),
        (lambda rng: np.random.default_rng(4).random(), 0),
    ]:
        first, again = called(draw, [rng]), called(draw, [rng])
        assert first.calls[rng.name].n == n
        np.testing.assert_array_equal(first.value, again.value, "the generator is a fresh one")


@pytest.mark.parametrize("name", ["os.system", "surfaces.__doc__", "../x.y"])
def test_only_our_functions_are_given(name):
    with pytest.raises((ValueError, ImportError, TypeError)):
        Given(name).made()


def test_the_values_with_other_seeds_are_kept_if_they_are_asked_for():
    draw = function_of("def f(rng): return rng.integers(10**9)")
    alone, many = (Given("chance.generator", {"seed": 5, "n_others": n}) for n in (0, 3))
    assert called(draw, [alone]).calls[alone.name].arguments == []
    others = [np.random.default_rng(seed).integers(10**9) for seed in (6, 7, 8)]
    assert called(draw, [many]).calls[many.name].arguments == others
