"""Gradient noise: unbiased over every order of the rows, and the covariance at batch size 1."""

from itertools import permutations

import numpy as np
import pytest

from hplearn.optim import batch_gradients, gradient_noise, sweep

ROWS = np.random.default_rng(0).normal(
    loc=(2.0, 0.5, 0.0), size=(5, 3)
)  # a row's gradient at the origin, negated
COVARIANCE_TRACE = np.trace(np.cov(ROWS.T))
WHOLE = (ROWS.mean(axis=0) ** 2).sum()


def to_mean(params, X, y):
    """Half the mean squared distance to the rows of X; its gradient is params - mean."""
    error = params[..., None, :] - X
    return (error**2).sum(axis=-1).mean(axis=-1) / 2, error.mean(axis=-2)


def gradients_at(params, batch_size):
    rng = np.random.default_rng(0)
    return batch_gradients(to_mean, params, ROWS, np.zeros(5), batch_size, rng)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 5])
def test_mean_weighted_by_size_is_the_whole_gradient(batch_size):
    gradients, sizes = gradients_at(np.zeros(3), batch_size)
    assert gradients.shape == (-(-5 // batch_size), 3)
    assert sizes.sum() == 5
    np.testing.assert_allclose(sizes @ gradients / 5, -ROWS.mean(axis=0), rtol=1e-14)


def test_single_rows_give_the_covariance():
    noise = gradient_noise(*gradients_at(np.zeros(3), 1))
    assert noise.variance == pytest.approx(COVARIANCE_TRACE, rel=1e-12)
    assert noise.squared_norm == pytest.approx(WHOLE - COVARIANCE_TRACE / 5, rel=1e-12)
    assert noise.scale == pytest.approx(noise.variance / noise.squared_norm)


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (2, 2, 1), (3, 2), (4, 1)])
def test_unbiased_over_every_order_of_the_rows(sizes):
    cuts = np.cumsum(sizes)[:-1]
    estimates = [
        gradient_noise(np.stack([part.mean(axis=0) for part in parts]), np.array(sizes))[:2]
        for parts in (np.split(ROWS[list(order)], cuts) for order in permutations(range(5)))
    ]
    expected = [COVARIANCE_TRACE, WHOLE - COVARIANCE_TRACE / 5]
    np.testing.assert_allclose(np.mean(estimates, axis=0), expected, rtol=1e-12)


def test_leading_axes_are_runs():
    params = sweep(0.0, 0.3, 2.0) * np.ones(3)
    together = gradient_noise(*gradients_at(params, 2))
    for row, point in enumerate(params):
        alone = gradient_noise(*gradients_at(point, 2))
        np.testing.assert_allclose([value[row] for value in together], alone, rtol=1e-14)
        assert type(alone.scale) is float


def test_the_noise_grows_without_bound_towards_the_minimum():
    assert gradient_noise(*gradients_at(ROWS.mean(axis=0), 1)).scale == np.inf
    # Equal rows have no noise, wherever the run stands.
    quiet = gradient_noise(np.ones((4, 3)), np.array([2, 2, 2, 1]))
    assert quiet == (0, 3, 0)


def test_one_batch_shows_no_noise():
    with pytest.raises(ValueError, match="gradients must come from at least 2 batches, got 1"):
        gradient_noise(*gradients_at(np.zeros(3), 5))
