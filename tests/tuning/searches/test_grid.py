"""Grid search: the combinations, and the trials."""

import numpy as np
import pytest
from sklearn.model_selection import ParameterGrid

from hplearn.tuning import grid_configs, grid_search

SPACES = [
    {"b": [1, 2, 3], "a": ["x", "y"]},
    [{"kernel": ["rbf"], "gamma": np.logspace(-2, 0, 3)}, {"kernel": ["linear"]}],
    {"hidden": [(8,), (8, 4)], "flag": [True, False], "none": [None]},
]


@pytest.mark.parametrize("space", SPACES)
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


def test_a_grid_has_no_seed():
    with pytest.raises(TypeError, match=r"grid_search\(\) draws nothing and has no rng"):
        grid_search(lambda config, budget: 0.0, {"x": [1]}, rng=0)
