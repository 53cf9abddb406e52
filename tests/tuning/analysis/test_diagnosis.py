"""What a finished search says about its own range: winners at an edge, and flat tops."""

import numpy as np
import pytest
from scipy import stats

from hplearn.tuning import Integer, LogUniform, Ordered, Uniform, boundary_warning, flatness


def test_boundary_warning_names_edge_and_direction():
    space = {"alpha": [0.1, 1, 10], "depth": [1, 2, 3], "kernel": ["a", "b"], "fixed": [4]}
    inside = {"alpha": 1, "depth": 2, "kernel": "a", "fixed": 4}
    assert boundary_warning(inside, space) == []
    assert boundary_warning(inside | {"alpha": 10, "depth": 1}, space) == [
        "alpha = 10 is the highest value tried: extend the grid above it",
        "depth = 1 is the lowest value tried: extend the grid below it",
    ]


def test_boundary_warning_knows_the_ends_of_a_range():
    space = {"alpha": LogUniform(0.1, 1), "rate": Uniform(0, 0.3), "depth": Integer(1, 9)}
    space |= {"width": Ordered([8, 16]), "C": stats.expon()}
    inside = {"alpha": 0.5, "rate": 1e-9, "depth": 2, "width": 8, "C": 0.0}
    low = "width = 8 is the lowest value tried: extend the grid below it"
    assert boundary_warning(inside, space) == [low]
    rounded = LogUniform(0.1, 1).from_unit(0.0)  # exp(log(0.1)) is a little more than 0.1
    assert boundary_warning({"alpha": rounded, "rate": 0.3, "depth": 9}, space) == [
        "alpha = 0.1 is the lowest value allowed: extend the range below it",
        "rate = 0.3 is the highest value allowed: extend the range above it",
        "depth = 9 is the highest value allowed: extend the range above it",
    ]


def test_only_numbers_that_the_winner_has_stand_at_an_edge():
    space = {"h": [(1,), (2, 3)], "pair": [(1, 2), (3, 4)], "flag": [True, False], "gamma": [1, 2]}
    assert boundary_warning({"h": (1,), "pair": (1, 2), "flag": True}, space) == []


def test_flatness_counts_what_is_within_one_standard_error():
    best = np.array([0.8, 1.0, 0.9, 0.9])  # mean 0.9, standard error 0.0408
    rows = np.array([best, best - 0.04, best - 0.042, best - 0.5, np.full(4, np.nan)])
    assert flatness(rows) == 2 / 5
    with pytest.raises(ValueError, match=r"at least 2 folds, got shape \(3, 1\)"):
        flatness(np.ones((3, 1)))
    with pytest.raises(ValueError, match="fold_scores must have a row without NaN, got 2 with"):
        flatness([[np.nan, 1.0], [0.5, np.nan]])


def test_boundary_warning_looks_at_the_branch_of_the_winner():
    space = [{"kind": ["a"], "x": Uniform(0, 1)}, {"kind": ["b"], "x": [1, 2, 3]}]
    high = "x = 3 is the highest value tried: extend the grid above it"
    assert boundary_warning({"kind": "b", "x": 3}, space) == [high]
    assert boundary_warning({"kind": "a", "x": 0.5}, space) == []
