"""Successive halving: rungs and cost to the unit, and who survives."""

from fractions import Fraction
from itertools import pairwise
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.tuning.analysis.table import digits_table
from hplearn.tuning.continuing import Continuing
from hplearn.tuning.searches.halving import rung_budgets, rungs, successive_halving
from hplearn.tuning.spaces import Uniform

SPACE = {"x": Uniform(0, 1)}


def crossing(config, budget):
    """Curves that cross: what is best at first need not be best in the end."""
    x = config["x"]
    return abs(x - 0.3) + np.sin(20 * x + budget) / budget


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((27, 1, 27, 3), [(27, 1), (9, 3), (3, 9), (1, 27)]),
        ((81, 1, 81, 3), [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)]),
        ((16, 1, 16, 2), [(16, 1), (8, 2), (4, 4), (2, 8), (1, 16)]),
        ((64, 4, 64, 4), [(64, 4), (16, 16), (4, 64)]),
        ((20, 1, 27, 3), [(20, 1), (6, 3), (2, 9), (1, 27)]),  # 20 // 27 is 0: one goes on
        ((10, 2, 100, 3), [(10, 3), (3, 11), (1, 33), (1, 100)]),
        ((1000, 1, 27, 3), [(1000, 1), (333, 3), (111, 9), (37, 27)]),
        ((5, 7, 7, 3), [(5, 7)]),
        ((5, 7, 20, 3), [(5, 20)]),
    ],
)
def test_rungs_written_out(arguments, expected):
    assert rungs(*arguments) == expected


@given(st.integers(1, 50), st.integers(0, 5000), st.integers(2, 9))
def test_budgets_are_those_of_exact_fractions(min_budget, more, eta):
    max_budget = min_budget + more
    budgets = rung_budgets(min_budget, max_budget, eta)
    exact = [floor(Fraction(max_budget, eta**k)) for k in range(len(budgets) + 1)]
    assert budgets == exact[-2::-1]  # all of them, the last exact
    assert budgets[0] >= min_budget > exact[-1]  # and one more would be too small


@pytest.mark.parametrize("power", range(1, 12))
def test_counting_rungs_survives_powers(power):
    # floor(log(243) / log(3)) is 4 in floating point.
    assert rung_budgets(1, 3**power, 3) == [3**k for k in range(power + 1)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n_configs": 0}, "n_configs must be at least 1, got 0"),
        ({"n_configs": 2.5}, "n_configs must be an integer, got 2.5"),
        ({"min_budget": 0}, "min_budget must be at least 1, got 0"),
        ({"min_budget": 28}, "max_budget must be at least 28, got 27"),
        ({"max_budget": 27.0}, "max_budget must be an integer, got 27.0"),
        ({"eta": 1}, "eta must be at least 2, got 1"),
        ({"eta": 2.5}, "eta must be an integer, got 2.5"),
    ],
)
def test_bad_arguments_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        successive_halving(crossing, SPACE, **changed)


def rungs_of(result):
    """Return the trials of a result, a list for every budget."""
    budgets = sorted({trial.budget for trial in result.trials})
    return [[t for t in result.trials if t.budget == budget] for budget in budgets]


def test_the_best_of_each_rung_go_on_and_name_their_parents():
    result = successive_halving(crossing, SPACE, 27, rng=3)
    ladder = rungs_of(result)
    assert [len(rung) for rung in ladder] == [27, 9, 3, 1]
    for below, rung in pairwise(ladder):
        order = np.argsort([trial.loss for trial in below])[: len(rung)]
        assert [trial.parent for trial in rung] == [below[i].number for i in order]
        assert [trial.config for trial in rung] == [below[i].config for i in order]
    assert all(trial.parent is None for trial in ladder[0])
    assert result.best is result.trials[-1]


def test_where_losses_tie_the_earlier_goes_on():
    result = successive_halving(lambda config, budget: 1.0, SPACE, 9, max_budget=9, rng=0)
    assert [trial.parent for trial in result.trials[9:]] == [0, 1, 2, 9]


def test_an_infinite_loss_that_did_not_fail_comes_last():
    losses = iter([np.inf, 2.0, np.inf, 1.0])
    result = successive_halving(lambda config, budget: next(losses), SPACE, 3, max_budget=3, rng=0)
    assert result.trials[3].parent == 1


def test_the_failed_are_never_promoted():
    def fragile(config, budget):
        if config["x"] < 0.8:
            raise RuntimeError("diverged")
        return config["x"]

    result = successive_halving(fragile, SPACE, 27, rng=1)
    ladder = rungs_of(result)
    whole = sum(trial.config["x"] >= 0.8 for trial in ladder[0])
    assert 3 < whole < 9, "the test wants fewer whole trials than places"
    assert [len(rung) for rung in ladder] == [27, whole, 3, 1]
    assert not any(trial.failed for rung in ladder[1:] for trial in rung)


def test_a_rung_on_which_all_fail_ends_the_search():
    def fragile(config, budget):
        if budget > 1:
            raise RuntimeError("out of memory")
        return config["x"]

    result = successive_halving(fragile, SPACE, 9, max_budget=9, rng=1)
    assert [len(rung) for rung in rungs_of(result)] == [9, 3]
    assert result.best.budget == 1
    assert result.best_loss == min(trial.loss for trial in result.trials)


def test_spent_is_what_was_trained_to_the_unit():
    trained = []

    def train(config, budget, state):
        trained.append(budget - (state or 0))
        return config["x"], budget

    continued = successive_halving(Continuing(train), SPACE, 27, rng=0)
    assert sum(trained) == 27 * 1 + 9 * 2 + 3 * 6 + 1 * 18 == 81
    assert continued.spent(continued=True)[-1] == 81
    assert np.array_equal(continued.spent(continued=True), np.cumsum(trained))
    trained.clear()
    anew = successive_halving(lambda c, b: train(c, b, None)[0], SPACE, 27, rng=0)
    assert sum(trained) == 27 * 1 + 9 * 3 + 3 * 9 + 1 * 27 == 108
    assert anew.spent(continued=False)[-1] == 108
    assert np.array_equal(anew.spent(), np.cumsum(trained))


def test_points_come_first_and_the_rest_is_drawn():
    points = [{"x": 0.25}, {"x": 0.75}]
    result = successive_halving(crossing, SPACE, 9, max_budget=9, rng=0, points=points)
    assert [trial.config for trial in result.trials[:2]] == points
    drawn = successive_halving(crossing, SPACE, 9, max_budget=9, rng=0).trials[:7]
    assert [trial.config for trial in result.trials[2:9]] == [trial.config for trial in drawn]


def test_halving_against_random_search_of_equal_cost_on_trained_networks():
    """648 digits networks, validation error after 27 epochs; both pay 108 epochs.

    Over 600 seeds, deciles 1, 5 and 9 of what halving finds are 1.3 %, 2.0 %, 3.5 %; of random
    search with 4 trials, exactly, 1.5 %, 2.8 %, 9.4 %, and 9 trials, 243 epochs, are needed for the
    same median. Still, random search strictly wins 25 % of the time, and ties 5 %.
    """
    deciles, tables = np.array([0.1, 0.5, 0.9]), [digits_table(seed) for seed in range(3)]
    found, beaten = [], []
    for seed in range(60):
        table = tables[seed % 3]
        result = successive_halving(table.evaluate, table.space, 27, rng=seed)
        found.append(result.best_loss)
        as_good = np.mean(table.losses(27) <= result.best_loss + 1e-9)
        beaten.append(1 - (1 - as_good) ** 4)  # chance that one of four random trials is as good
        assert result.spent()[-1] == 4 * 27
    random = np.mean([t.random_best(4, deciles, budget=27) for t in tables], axis=0)
    assert np.all(np.quantile(found, deciles) <= random)
    assert np.mean(beaten) < 0.4  # 0.30 over 600 seeds; of 60 the standard error is 0.03
