"""Expected improvement against Monte Carlo, its closed cases, and its tail."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from hplearn.tuning.searches.bayes import expected_improvement


@pytest.mark.parametrize("mean", [-1.5, 0.5, 1.0, 3.0])
@pytest.mark.parametrize("xi", [0.0, 0.4])
def test_it_is_the_mean_of_the_simulated_gain(mean, xi):
    sd, best, n_draws = 0.8, 0.7, 400_000
    losses = mean + sd * np.random.default_rng(0).normal(size=n_draws)
    gains = np.maximum(best - xi - losses, 0)
    standard_error = gains.std() / np.sqrt(n_draws)  # at most 0.0013
    assert abs(expected_improvement(mean, sd, best, xi) - gains.mean()) < 4 * standard_error


def test_at_the_best_loss_it_is_the_deviation_over_root_two_pi():
    sd = np.array([1e-8, 0.5, 3.0, 1e6])
    np.testing.assert_allclose(
        expected_improvement(2.0, sd, best=2.0), sd / np.sqrt(2 * np.pi), rtol=1e-14
    )


def test_without_doubt_it_is_the_gain_itself():
    mean = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(expected_improvement(mean, 0.0, best=2.0), [1, 0, 0])
    np.testing.assert_array_equal(expected_improvement(mean, 0.0, best=2.0, xi=0.25), [0.75, 0, 0])


def test_it_goes_over_into_the_case_without_doubt():
    mean, tiny = np.array([1.0, 2.0, 3.0]), np.array([5e-324, 1e-200, 1e-12])
    for sd in tiny:
        np.testing.assert_allclose(expected_improvement(mean, sd, 2.0), [1, 0, 0], atol=1e-12)


def test_it_falls_with_the_mean_and_rises_with_the_doubt():
    mean, sd = np.linspace(-4, 4, 81), np.linspace(0.05, 3, 60)
    table = expected_improvement(mean[:, None], sd, best=0.3)
    assert table.shape == (81, 60)
    assert (np.diff(table, axis=0) < 0)[:, 5:].all()  # from sd 0.3 on no underflow
    assert (np.diff(table, axis=1) >= -1e-14).all()  # 10 units in the last place of the largest
    assert (
        expected_improvement(mean, 1.0, 0.3, xi=0.1) < expected_improvement(mean, 1.0, 0.3)
    ).all()


@pytest.mark.parametrize("z", [-5.0, -20.0, -37.0])
def test_the_tail_equals_the_integral_of_the_gain(z):
    def scaled(gain):  # gain times density, over the density at z; it falls as exp(gain z)
        return gain * np.exp(-gain * gain / 2 + gain * z)

    integral = quad(scaled, 0, 40 / abs(z), epsabs=0, epsrel=1e-12)[0] * norm.pdf(z)
    np.testing.assert_allclose(expected_improvement(-z, 1.0, best=0.0), integral, rtol=1e-9)


def test_it_is_never_negative():
    z = np.linspace(-60, 10, 7001)
    assert (expected_improvement(-z, 1.0, 0.0) >= 0).all()


def test_a_negative_deviation_is_named():
    with pytest.raises(ValueError, match=r"sd must be zero or above, got .*-0.1"):
        expected_improvement(0.0, [-0.1, 1.0], best=0.0)
