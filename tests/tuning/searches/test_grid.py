"""Grid search: the combinations, the trials, and the questions asked of a result."""

import numpy as np
import pytest
from scipy import stats
from sklearn.model_selection import ParameterGrid

from hplearn.tuning import (
    Integer,
    LogUniform,
    Ordered,
    Uniform,
    boundary_warning,
    flatness,
    grid_configs,
    grid_search,
)


@pytest.mark.parametrize(
    "space",
    [
        {"b": [1, 2, 3], "a": ["x", "y"]},
        [{"kernel": ["rbf"], "gamma": np.logspace(-2, 0, 3)}, {"kernel": ["linear"]}],
        {"hidden": [(8,), (8, 4)], "flag": [True, False], "none": [None]},
    ],
)
def test_configs_are_scikit_learns_in_the_same_order(space):
    assert grid_configs(space) == list(ParameterGrid(space))


def test_every_combination_is_tried_once_and_the_lowest_loss_wins():
    calls = []

    def evaluate(config, budget):
        calls.append((config["x"], config["y"], budget))
        return (config["x"] - 1) ** 2 + config["y"]

    result = grid_search(evaluate, {"x": [0, 1, 2], "y": [5, 3]}, budget=7)
    assert sorted(calls) == [(x, y, 7) for x in (0, 1, 2) for y in (3, 5)]
    assert result.best_config == {"x": 1, "y": 3}
    assert result.best_loss == 3
    assert [trial.number for trial in result.trials] == list(range(6))
    np.testing.assert_array_equal(result.incumbent, [6, 4, 4, 3, 3, 3])
    assert 0 <= result.seconds < 1


def test_a_tie_goes_to_the_first():
    assert grid_search(lambda config, budget: 1.0, {"x": [3, 1, 2]}).best_config == {"x": 3}


def test_a_failing_trial_costs_itself_only():
    def evaluate(config, budget):
        return {0: np.nan, 1: 5.0}[config["x"]]  # 2 raises a KeyError

    result = grid_search(evaluate, {"x": [0, 1, 2]})
    assert [trial.failed for trial in result.trials] == [True, False, True]
    assert [trial.loss for trial in result.trials] == [np.inf, 5.0, np.inf]
    assert result.trials[0].error == "evaluate returned NaN, expected a number"
    assert result.trials[2].error == "KeyError: 2"
    with pytest.raises(ValueError, match="all 2 trials failed; the first said: evaluate returned"):
        grid_search(evaluate, {"x": [0, 2]})


@pytest.mark.parametrize(
    ("space", "message"),
    [
        ([], "at least one hyperparameter"),
        ({}, "a space must be a dict of names"),
        ({"alpha": []}, r"'alpha': options must be a list of at least one value, got \[\]"),
        (
            {"alpha": 1.0},
            "'alpha' must have a dimension, a list of values or a distribution, got 1.0",
        ),
        (
            {"kernel": "rbf"},
            "'kernel' must have a dimension, a list of values or a distribution, got 'rbf'",
        ),
        (
            {"alpha": np.ones((2, 2))},
            r"'alpha': options must be a flat array, got shape \(2, 2\)",
        ),
        ({"alpha": np.array(1.0)}, r"'alpha': options must be a flat array, got shape \(\)"),
        ([3], "a space must be a dict of names and dimensions, got 3"),
        (3, "a space must be a dict of names and dimensions, got 3"),
    ],
)
def test_an_unusable_grid_is_named(space, message):
    with pytest.raises(ValueError, match=message):
        grid_configs(space)


def test_boundary_warning_names_edge_and_direction():
    space = {"alpha": [0.1, 1, 10], "depth": [1, 2, 3], "kernel": ["a", "b"], "fixed": [4]}
    inside = {"alpha": 1, "depth": 2, "kernel": "a", "fixed": 4}
    assert boundary_warning(inside, space) == []
    assert boundary_warning(inside | {"alpha": 10, "depth": 1}, space) == [
        "alpha = 10 is the highest value tried: extend the grid above it",
        "depth = 1 is the lowest value tried: extend the grid below it",
    ]


def test_boundary_warning_knows_the_ends_of_a_range():
    space = {
        "alpha": LogUniform(0.1, 1),
        "rate": Uniform(0, 0.3),
        "depth": Integer(1, 9),
        "width": Ordered([8, 16]),
        "C": stats.expon(),
    }
    inside = {"alpha": 0.5, "rate": 1e-9, "depth": 2, "width": 8, "C": 0.0}
    low = "width = 8 is the lowest value tried: extend the grid below it"
    assert boundary_warning(inside, space) == [low]
    rounded = LogUniform(0.1, 1).from_unit(0.0)  # exp(log(0.1)) is a little more than 0.1
    assert boundary_warning({"alpha": rounded, "rate": 0.3, "depth": 9}, space) == [
        "alpha = 0.1 is the lowest value allowed: extend the range below it",
        "rate = 0.3 is the highest value allowed: extend the range above it",
        "depth = 9 is the highest value allowed: extend the range above it",
    ]


def test_flatness_counts_what_is_within_one_standard_error():
    best = np.array([0.8, 1.0, 0.9, 0.9])  # mean 0.9, standard error 0.0408
    rows = np.array([best, best - 0.04, best - 0.042, best - 0.5, np.full(4, np.nan)])
    assert flatness(rows) == 2 / 5
    with pytest.raises(ValueError, match=r"at least 2 folds, got shape \(3, 1\)"):
        flatness(np.ones((3, 1)))


def test_a_grid_has_no_seed():
    with pytest.raises(TypeError, match="a grid has no rng"):
        grid_search(lambda config, budget: 0.0, {"x": [1]}, rng=0)


def test_only_numbers_that_the_winner_has_stand_at_an_edge():
    space = {"h": [(1,), (2, 3)], "pair": [(1, 2), (3, 4)], "flag": [True, False], "gamma": [1, 2]}
    assert boundary_warning({"h": (1,), "pair": (1, 2), "flag": True}, space) == []


def test_flatness_of_failures_alone_is_refused():
    with pytest.raises(ValueError, match="fold_scores must have a row without NaN, got 2 with"):
        flatness([[np.nan, 1.0], [0.5, np.nan]])
