"""The Gaussian process against scikit-learn's, its slopes against differences, and its limits."""

import numpy as np
import pytest
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

from hplearn.optim import gradcheck
from hplearn.tuning import GaussianProcess
from hplearn.tuning.searches import gaussian_process as gp

SIZES = [(1, 1), (12, 1), (40, 6)]


def sample(n_points, n_dims, seed=0):
    """Random points and values, and one length scale for each dimension."""
    rng = np.random.default_rng(seed)
    return rng.random((n_points, n_dims)), rng.normal(size=n_points), rng.uniform(0.2, 1, n_dims)


def wave(n_points=60):
    """Noisy values that depend on the first two of three dimensions."""
    rng = np.random.default_rng(1)
    X = rng.random((n_points, 3))
    return X, np.sin(6 * X[:, 0]) + X[:, 1] ** 2 + 0.05 * rng.normal(size=n_points)


@pytest.mark.parametrize(("n_points", "n_dims"), SIZES)
def test_posterior_and_likelihood_equal_scikit_learns(n_points, n_dims):
    X, y, length_scale = sample(n_points, n_dims)
    ours = GaussianProcess(length_scale, amplitude=2.5, noise=0.02, mean=0.7).fit(X, y)
    kernel = ConstantKernel(2.5) * Matern(length_scale, nu=2.5)
    theirs = GaussianProcessRegressor(kernel, alpha=0.02, optimizer=None).fit(X, y - 0.7)
    X_new = np.vstack([X, np.random.default_rng(9).uniform(-1, 2, (50, n_dims))])
    mean, sd = theirs.predict(X_new, return_std=True)
    np.testing.assert_allclose(ours.predict(X_new), [mean + 0.7, sd], rtol=0, atol=1e-8)
    reference = theirs.log_marginal_likelihood()
    np.testing.assert_allclose(ours.log_marginal_likelihood, reference, rtol=1e-8)


@pytest.mark.parametrize(("n_points", "n_dims"), SIZES)
def test_slope_of_the_likelihood_agrees_with_differences(n_points, n_dims):
    X, y, length_scale = sample(n_points, n_dims)
    theta = np.log([*length_scale, 2.5, 0.02])
    process = GaussianProcess(length_scale, amplitude=2.5, noise=0.02).fit(X, y)
    assert gp.log_likelihood(theta, X, y)[0] == pytest.approx(process.log_marginal_likelihood)
    assert gradcheck(lambda theta: gp.log_likelihood(theta, X, y), theta) < 1e-6


def test_without_noise_it_passes_through_the_points_though_two_coincide():
    X, y = [[0.1], [0.1], [0.1 + 1e-9], [0.8]], [2.0, 2.0, 2.0, -1.0]
    mean, sd = GaussianProcess(0.3, noise=0.0).fit(X, y).predict(X)
    np.testing.assert_allclose(mean, y, atol=1e-6)  # the jitter is 1e-12 or a few powers more
    assert (sd < 1e-3).all()


def test_the_fitted_likelihood_is_no_worse_than_scikit_learns():
    X, y = wave()
    X = X[:, :2]  # along the third, scikit-learn warns that the likelihood has no top
    unit = (y - y.mean()) / y.std()
    kernel = ConstantKernel(1.0, gp.AMPLITUDE[2:]) * Matern([0.5] * 2, gp.LENGTH_SCALE[2:], nu=2.5)
    kernel += WhiteKernel(1e-4, gp.NOISE[2:])
    theirs = GaussianProcessRegressor(kernel, alpha=0, n_restarts_optimizer=4, random_state=0)
    best = theirs.fit(X, unit).log_marginal_likelihood_value_
    ours = gp.fit_hyperparameters(X, unit, np.random.default_rng(0), prior_weight=0.0)
    assert ours.fit(X, unit).log_marginal_likelihood > best - 1e-4  # where both ascents stop


def test_the_fit_stands_where_likelihood_and_prior_balance():
    X, y = wave(20)
    unit = (y - y.mean()) / y.std()
    process = gp.fit_hyperparameters(X, unit, np.random.default_rng(0))
    theta = np.log([*process.length_scale, process.amplitude, process.noise])
    middles, widths = np.array([gp.LENGTH_SCALE[:2]] * 3 + [gp.AMPLITUDE[:2], gp.NOISE[:2]]).T
    pull = (theta - np.log(middles)) / widths**2
    # the ascent stops when it gains less than 1e-8 of the value, so its slope may be 1e-3
    np.testing.assert_allclose(gp.log_likelihood(theta, X, unit)[1], pull, atol=5e-3)


def test_the_fit_knows_no_unit():
    X, y = wave(20)
    plain = gp.fit_hyperparameters(X, y, np.random.default_rng(0))
    moved = gp.fit_hyperparameters(X, 1e6 * y - 3e7, np.random.default_rng(0))
    mean, sd = plain.fit(X, y).predict(X)
    expected = 1e6 * mean - 3e7, 1e6 * sd
    actual = moved.fit(X, 1e6 * y - 3e7).predict(X)
    np.testing.assert_allclose(actual, expected, rtol=1e-3)  # the ascent stops a little elsewhere


@pytest.mark.parametrize("y", [[3.0], [3.0, 3.0, 3.0], [0.0, 0.0, 1.0]])
def test_few_or_equal_points_give_a_process_that_makes_sense(y):
    X = np.linspace(0.1, 0.9, len(y))[:, None]
    process = gp.fit_hyperparameters(X, y, np.random.default_rng(0))
    mean, sd = process.fit(X, np.array(y)).predict(np.linspace(0, 1, 11)[:, None])
    assert np.isfinite([mean, sd]).all()
    assert (np.abs(mean - np.mean(y)) <= 3 * max(np.std(y), 1)).all()
    assert 0.05 < process.length_scale[0] < 5


UNUSABLE = [
    ({}, [0.0, 1.0], [1.0, 2.0], r"X must be .* got \(2,\) and \(2,\)"),
    ({}, [[np.nan]], [1.0], "X and y must be finite, got"),
    ({"length_scale": [0.5, 2]}, [[0.0]], [1.0], r"must be a number or 1 .* got \[0.5, 2\]"),
    ({"noise": -0.1}, [[0.0]], [1.0], "noise must be .*, got "),
]


@pytest.mark.parametrize(("settings", "X", "y", "message"), UNUSABLE)
def test_what_cannot_be_used_is_named(settings, X, y, message):
    with pytest.raises(ValueError, match=message):
        GaussianProcess(**({"length_scale": 0.5} | settings)).fit(X, y)
