"""Bayesian optimisation: expected improvement against its integral, each step, and corners."""

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from hplearn.tuning.dimensions import Integer, LogUniform, Uniform
from hplearn.tuning.searches.bayes import bayes_search, expected_improvement, model, refine, tamed
from hplearn.tuning.searches.model_cube import ModelCube
from hplearn.tuning.spaces import Space
from tests.tuning.toys import WIDE, square


@pytest.mark.parametrize("mean", [-1.5, 1.0])
@pytest.mark.parametrize("xi", [0.0, 0.4])
def test_expected_improvement_is_the_integral_of_the_gain(mean, xi):
    sd, best = 0.8, 0.7

    def weighted(loss):
        return (best - xi - loss) * stats.norm.pdf(loss, mean, sd)

    integral = quad(weighted, mean - 12 * sd, best - xi, epsabs=0, epsrel=1e-12)[0]
    np.testing.assert_allclose(expected_improvement(mean, sd, best, xi), integral, rtol=1e-9)


@pytest.mark.parametrize("z", [-5.0, -37.0])
def test_its_tail_is_the_integral_of_the_gain(z):
    def scaled(gain):  # gain times density, over the density at z; it falls as exp(gain z)
        return gain * np.exp(-gain * gain / 2 + gain * z)

    integral = quad(scaled, 0, 40 / abs(z), epsabs=0, epsrel=1e-12)[0] * stats.norm.pdf(z)
    np.testing.assert_allclose(expected_improvement(-z, 1.0, best=0.0), integral, rtol=1e-9)


def test_without_doubt_it_is_the_gain_itself():
    mean = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(expected_improvement(mean, 0.0, best=2.0), [1, 0, 0])
    np.testing.assert_array_equal(expected_improvement(mean, 0.0, best=2.0, xi=0.25), [0.75, 0, 0])
    for sd in (5e-324, 1e-200, 1e-12):
        np.testing.assert_allclose(expected_improvement(mean, sd, 2.0), [1, 0, 0], atol=1e-12)


def test_a_negative_deviation_is_named():
    with pytest.raises(ValueError, match=r"sd must be zero or above, got .*-0.1"):
        expected_improvement(0.0, [-0.1, 1.0], best=0.0)


def test_branches_of_numbers_whole_numbers_and_options_together():
    def evaluate(config, budget):
        """Lowest, at 0, in the second branch for kind b, rate 0.01, depth 3."""
        if "a" in config:
            return 1 + config["a"]
        off = abs(np.log10(config["rate"]) + 2) + abs(config["depth"] - 3)
        return off + {"a": 1.0, "b": 0.0, "c": 2.0}[config["kind"]]

    branch = {"rate": LogUniform(1e-4, 1), "depth": Integer(1, 6), "kind": ["a", "b", "c"]}
    best = bayes_search(evaluate, [{"a": Uniform(0, 1)}, branch], 35, rng=0).best
    assert (best.config["kind"], best.config["depth"]) == ("b", 3)
    assert best.loss < 0.15  # random search: one of 20 runs, without the other branch


def test_a_trial_under_way_promises_nothing_more():
    X, losses = np.array([[0.0], [0.3], [0.6], [1.0]]), [0.8, 0.2, 0.9, 0.3]
    before, _ = model(X, losses, np.random.default_rng(0))
    grid = np.linspace(0, 1, 101)[:, None]
    there = grid[[np.argmax(before(grid))]]
    after, believed = model(np.vstack([X, there]), losses, np.random.default_rng(0))
    assert len(believed) == 5
    assert after(there)[0] < 0.1 * before(there)[0]
    assert abs(grid[np.argmax(after(grid))] - there)[0, 0] > 0.02


def test_candidates_climb_to_the_top():
    cube = ModelCube(Space({f"x{axis}": Uniform(0, 1) for axis in range(6)}))

    def promise(points):
        return -np.linalg.norm(points - 0.3, axis=1)

    found = [
        refine(cube, promise, np.full((1, 6), 0.9), np.random.default_rng(k)) for k in range(3)
    ]
    for candidates, promises in found:
        np.testing.assert_array_equal(promises, promise(candidates))
    best = max(promises.max() for _, promises in found)
    assert best > -0.02  # 1,024 random points come to within 0.2 or so


def test_the_start_is_a_sobol_sequence_one_in_each_part():
    trials = bayes_search(square, {"x": Uniform(0, 8)}, 8, n_startup=8, rng=0).trials
    assert sorted(int(trial.config["x"]) for trial in trials) == list(range(8))


def test_a_finite_space_is_tried_once_each_and_then_the_search_ends():
    space = [{"x": [-1, 0, 1, 2, 3], "kind": ["a", "b", "c"]}, {"x": [7]}]
    result = bayes_search(square, space, 40, in_flight=3, rng=0)
    tried = {tuple(trial.config.values()) for trial in result.trials}
    assert len(result.trials) == len(tried) == 16


def test_a_finite_space_too_large_to_list_is_not_tried_twice():
    result = bayes_search(square, {"x": Integer(-50, 50), "y": Integer(1, 100)}, 25, rng=0)
    assert len({tuple(trial.config.values()) for trial in result.trials}) == 25
    assert result.best_loss < 10


@pytest.mark.parametrize(("law", "sign"), [(stats.norm(), 1), (stats.expon(), -1)])
def test_a_distribution_without_an_end_stays_finite(law, sign):
    result = bayes_search(lambda config, budget: sign * config["x"], {"x": law}, 7, rng=0)
    assert all(np.isfinite(trial.config["x"]) for trial in result.trials)
    assert law.cdf(sign * result.best_loss) == pytest.approx(float(sign < 0), abs=0.2)


def test_trials_that_failed_or_diverged_are_kept_and_avoided_and_hide_nothing():
    def evaluate(config, budget):
        if config["x"] > 3:
            return 1e300 * config["x"]
        return np.nan if config["x"] < 0 else square(config, budget)

    result = bayes_search(evaluate, WIDE, 25, rng=0)
    assert 2 <= sum(trial.failed for trial in result.trials) <= 10
    assert result.best_loss < 1e-2


def test_a_search_survives_failures_before_the_first_loss_and_losses_all_alike():
    losses = iter([np.nan] * 8 + [1.0] * 4)
    assert bayes_search(lambda config, budget: next(losses), WIDE, 12, rng=0).best_loss == 1.0


TAMED = [
    ([1, 2, 3, 1e300, 9.5], [0, 0.5, 1, 4, 4]),
    ([1.0, np.inf, 2.0, 4.0, 3.0], [0, 1.5, 0.5, 1.5, 1]),
    ([0.0, -np.inf, 1.0, np.inf], [0, 0, 2, 2]),
    ([-1e308, 0.0, 1e308], [0, 1, 2]),
    ([0.0, 0, 0, 1, 1e9], [0, 0, 0, 1, 4]),
]


@pytest.mark.parametrize(("losses", "expected"), TAMED)
def test_tamed_losses(losses, expected):
    np.testing.assert_array_equal(tamed(losses), expected)
