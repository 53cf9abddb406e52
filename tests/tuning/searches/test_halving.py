"""Successive halving: rungs and cost to the unit, and who survives."""

from fractions import Fraction
from itertools import pairwise
from math import floor

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hplearn.tuning.searches.halving import rung_budgets, rungs, successive_halving
from tests.tuning.toys import LINE, crossing

RUNGS = [
    ((81, 1, 81, 3), [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)]),
    ((20, 1, 27, 3), [(20, 1), (6, 3), (2, 9), (1, 27)]),  # 20 // 27 is 0: one goes on
    ((10, 2, 100, 3), [(10, 3), (3, 11), (1, 33), (1, 100)]),
    ((5, 7, 20, 3), [(5, 20)]),
]


@pytest.mark.parametrize(("arguments", "expected"), RUNGS)
def test_rungs_written_out(arguments, expected):
    assert rungs(*arguments) == expected


@given(st.integers(1, 50), st.integers(0, 5000), st.integers(2, 9))
@example(1, 242, 3)  # floor(log(243) / log(3)) is 4 in floating point
def test_budgets_are_those_of_exact_fractions(min_budget, more, eta):
    max_budget = min_budget + more
    budgets = rung_budgets(min_budget, max_budget, eta)
    exact = [floor(Fraction(max_budget, eta**k)) for k in range(len(budgets) + 1)]
    assert budgets == exact[-2::-1]  # all of them, the last exact
    assert budgets[0] >= min_budget > exact[-1]  # and one more would be too small


def rungs_of(result):
    """Return the trials of a result, a list for every budget."""
    budgets = sorted({trial.budget for trial in result.trials})
    return [[t for t in result.trials if t.budget == budget] for budget in budgets]


def test_the_best_of_each_rung_go_on_and_name_their_parents():
    result = successive_halving(crossing, LINE, 27, rng=3)
    ladder = rungs_of(result)
    assert [len(rung) for rung in ladder] == [27, 9, 3, 1]
    for below, rung in pairwise(ladder):
        order = np.argsort([trial.loss for trial in below])[: len(rung)]
        assert [trial.parent for trial in rung] == [below[i].number for i in order]
        assert [trial.config for trial in rung] == [below[i].config for i in order]
    assert all(trial.parent is None for trial in ladder[0])
    assert result.best is result.trials[-1]


@pytest.mark.parametrize(("losses", "parent"), [([1.0, 1.0, 1.0], 0), ([np.inf, 2.0, np.inf], 1)])
def test_of_equals_the_first_goes_on_and_no_infinite_loss(losses, parent):
    losses = iter([*losses, 1.0])
    result = successive_halving(lambda config, budget: next(losses), LINE, 3, max_budget=3, rng=0)
    assert result.trials[3].parent == parent


def test_failures_leave_places_empty():
    def fragile(config, budget):
        if config["x"] < 0.8:
            raise RuntimeError("diverged")
        return config["x"]

    ladder = rungs_of(successive_halving(fragile, LINE, 27, rng=1))
    whole = sum(trial.config["x"] >= 0.8 for trial in ladder[0])
    assert 3 < whole < 9, "the test wants fewer whole trials than places"
    assert [len(rung) for rung in ladder] == [27, whole, 3, 1]
    assert not any(trial.failed for rung in ladder[1:] for trial in rung)


def test_a_rung_on_which_all_fail_ends_the_search():
    def fragile(config, budget):
        return config["x"] if budget == 1 else np.nan

    result = successive_halving(fragile, LINE, 9, max_budget=9, rng=1)
    assert [len(rung) for rung in rungs_of(result)] == [9, 3]
    assert result.best_loss == min(trial.loss for trial in result.trials)
