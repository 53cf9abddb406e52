"""Where a step leads, dimension by dimension."""

import numpy as np
import pytest
from scipy import stats

from hplearn.tuning.searches.population import perturb
from hplearn.tuning.spaces import Choice, Integer, LogUniform, Ordered, Space, Uniform


def generator():
    return np.random.default_rng(0)


def test_a_step_is_a_tenth_of_the_range_either_way():
    space, rng = Space({"x": Uniform(10, 20), "rate": LogUniform(1e-4, 1)}), generator()
    near = [perturb(space, {"x": 15.0, "rate": 1e-2}, rng, resample=0) for _ in range(400)]
    assert {round(config["x"], 9) for config in near} == {14.0, 16.0}
    assert {round(np.log10(config["rate"]), 9) for config in near} == {-2.4, -1.6}
    up = np.mean([config["x"] > 15 for config in near])
    assert abs(up - 0.5) < 0.1  # 4 standard deviations of 400 coins
    agree = np.mean([(c["x"] > 15) == (c["rate"] > 1e-2) for c in near])
    assert abs(agree - 0.5) < 0.1


def test_it_is_reflected_at_the_ends():
    space, rng = Space({"x": Uniform(0, 1)}), generator()
    for value, expected in (
        (0.0, {0.1}),
        (1.0, {0.9}),
        (0.04, {0.06, 0.14}),
        (0.97, {0.93, 0.87}),
    ):
        found = {round(perturb(space, {"x": value}, rng, resample=0)["x"], 9) for _ in range(50)}
        assert found == expected


@pytest.mark.parametrize(
    ("dimension", "value", "neighbours"),
    [
        (Integer(1, 4), 2, {1, 3}),
        (Integer(1, 4), 1, {2}),
        (Integer(1, 4), 4, {3}),
        (Integer(0, 99), 50, {40, 60}),
        (Integer(1, 3, log=True), 2, {1, 3}),
        (Ordered([8, 32, 128]), 32, {8, 128}),
        (Ordered([8, 32, 128]), 128, {32}),
        (Ordered([8]), 8, {8}),
        (Ordered(list(range(0, 200, 10))), 100, {80, 120}),
        (Choice(["adam", "sgd", "momentum"]), "sgd", {"sgd"}),
    ],
)
def test_whole_numbers_and_ordered_values_move_by_one_at_least(dimension, value, neighbours):
    space, rng = Space({"a": dimension}), generator()
    found = {perturb(space, {"a": value}, rng, resample=0)["a"] for _ in range(60)}
    assert found == neighbours


def test_a_distribution_of_scipy_stays_finite():
    space, rng = Space({"x": stats.norm()}), generator()
    start = {"x": float(stats.norm.ppf(0.9))}
    found = {
        round(stats.norm.cdf(perturb(space, start, rng, resample=0)["x"]), 6) for _ in range(40)
    }
    assert found == {0.8, 1.0}
    assert all(np.isfinite(perturb(space, start, rng, resample=0)["x"]) for _ in range(40))


def test_resampling_draws_each_hyperparameter_anew():
    space, rng = Space({"x": Uniform(0, 1), "kind": Choice(["a", "b"])}), generator()
    start = {"x": 0.5, "kind": "a"}
    drawn = [perturb(space, start, rng, resample=1) for _ in range(500)]
    assert stats.kstest([config["x"] for config in drawn], "uniform").pvalue > 0.001
    some = [perturb(space, start, rng, step=0, resample=0.2)["x"] != 0.5 for _ in range(1000)]
    assert abs(np.mean(some) - 0.2) < 0.05  # 4 standard deviations


def test_nothing_moves_without_step_and_resampling():
    start = {"x": 0.1 + 0.2, "n": 3}
    space = Space({"x": Uniform(0, 1), "n": Integer(1, 9)})
    assert perturb(space, start, generator(), step=0, resample=0) == start


def test_the_branch_of_a_conditional_space_is_kept():
    space = Space([{"kind": ["a"], "x": Uniform(0, 1)}, {"kind": ["b"], "y": Uniform(0, 1)}])
    near = perturb(space, {"kind": "b", "y": 0.5}, generator(), resample=1)
    assert near["kind"] == "b"
    assert set(near) == {"kind", "y"}
