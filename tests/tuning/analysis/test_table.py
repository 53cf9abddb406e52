"""Tables: what they answer, and random search's exact results against counting and sampling."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from hplearn.models.digits_curves import GRID, learning_curves
from hplearn.tuning.analysis.table import Table, digits_table
from hplearn.tuning.dimensions import Choice, Ordered
from hplearn.tuning.spaces import Space


def line(losses):
    """Return a table with one hyperparameter."""
    return Table("line", {"x": list(range(len(losses)))}, np.reshape(losses, (-1, 1)))


def test_a_table_answers_with_the_curve_of_its_configuration():
    table, errors = digits_table(), 1 - learning_curves().val_accuracy.astype(float)
    config = {"optimizer": "momentum", "batch_size": 64, "hidden": 128}
    config |= {"learning_rate": 3e-2, "alpha": 0.01}
    place = tuple(GRID[name].index(config[name]) for name in GRID)
    for budget in (1, 7, 30):
        assert table.evaluate(config, budget) == errors[place][:, budget - 1].mean()
    assert table.evaluate(config) == table.evaluate(config, 30)
    assert digits_table(seed=2).evaluate(config, 5) == errors[place][2, 4]


def test_losses_and_configs_have_one_order():
    table = digits_table()
    some = slice(None, None, 37)
    answers = [table.evaluate(config, 4) for config in table.configs[some]]
    np.testing.assert_array_equal(answers, table.losses(4)[some])
    assert table.best_loss == min(map(table.evaluate, table.configs))


def test_sorted_numbers_have_an_order_and_nothing_else_has():
    values = {"a": [1, 2.5], "b": [2, 1], "c": [False, True], "d": ["x", "y"]}
    space = Table("", values, np.zeros((2, 2, 2, 2, 1))).space
    assert [type(dimension) for dimension in space.values()] == [Ordered, Choice, Choice, Choice]
    assert Space(space).from_unit([0.9, 0.1, 0.9, 0.1]) == {"a": 2.5, "b": 2, "c": True, "d": "x"}


@pytest.mark.parametrize("losses", [[4, 1, 3, 2], [1, 2, 2, 2, 5]])
@pytest.mark.parametrize("n_trials", [1, 2, 4])
def test_random_search_by_counting_every_way_to_draw(losses, n_trials):
    bests = sorted(min(draw) for draw in product(losses, repeat=n_trials))
    for quantile in (Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(9, 10)):
        rank = -(-quantile * len(bests) // 1)  # the first that this share does not exceed
        found = line(losses).random_best(n_trials, float(quantile))
        assert found == bests[int(rank) - 1]


def test_a_failed_configuration_is_the_worst():
    table = line([np.nan, 2.0, 1.0])
    assert np.isnan(table.evaluate({"x": 0}))
    assert table.best_loss == 1
    assert table.random_best(1, [0.3, 0.6, 0.9]).tolist() == [1, 2, np.inf]
    assert table.random_best(9, 1.0) == np.inf


@pytest.mark.parametrize("budget", [0, 31, 1.5])
def test_a_budget_outside_the_table_is_named(budget):
    table = digits_table()
    with pytest.raises(ValueError, match=r"budget must be (from 1 to 30|an integer), got"):
        table.evaluate(table.configs[0], budget)


def test_what_is_not_in_the_table_is_named():
    with pytest.raises(ValueError, match="7 lies outside"):
        line([1, 2]).evaluate({"x": 7})
    with pytest.raises(ValueError, match=r"config must be a dict with a value of each of \['x'\]"):
        line([1, 2]).evaluate({"y": 7})
    with pytest.raises(ValueError, match="seed must be from 0 to 2, got -1"):
        digits_table(seed=-1)
    with pytest.raises(ValueError, match=r"must have shape \(3, 'n_budgets'\), got \(2, 1\)"):
        Table("", {"x": [1, 2, 3]}, [[1], [2]])
