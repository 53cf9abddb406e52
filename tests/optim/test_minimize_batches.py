"""Batches: every row once an epoch; walks equal to `minimize`, to theory; noise without bias."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn import optim
from hplearn.optim import SGD, AdamW, Cosine, epoch_batches, gradient_noise, sweep

N_SAMPLES = 7
Y = np.random.default_rng(1).normal(size=N_SAMPLES)
X = np.arange(float(N_SAMPLES))[:, None]  # the row's own number, for a spy to see
SCHEDULES = [
    *(optim.Constant(), optim.StepDecay(), optim.InverseTime(5), Cosine()),
    optim.WarmUp(0.5, Cosine()),
]


@given(n_samples=st.integers(1, 60), data=st.data())
def test_every_row_once_and_only_the_last_batch_is_short(n_samples, data):
    batch_size = data.draw(st.integers(1, n_samples))
    batches = list(epoch_batches(n_samples, batch_size, np.random.default_rng(0)))
    *whole, last = (len(batch) for batch in batches)
    assert whole == [batch_size] * len(whole)
    assert 1 <= last <= batch_size
    np.testing.assert_array_equal(np.sort(np.concatenate(batches)), np.arange(n_samples))


def order(rng, batch_size=10):
    return np.concatenate(list(epoch_batches(50, batch_size, rng))).tolist()


def test_each_epoch_has_an_order_of_its_own_that_the_seed_decides():
    first, second = np.random.default_rng(3), np.random.default_rng(3)
    epochs = [order(first) for _ in range(3)]
    assert epochs == [order(second) for _ in range(3)]
    assert len({tuple(epoch) for epoch in [*epochs, list(range(50))]}) == 4
    assert order(first, batch_size=50) == list(range(50))  # all at once need no order


def mean_square(params, X, y):
    """One param, the mean of y where the loss is lowest."""
    error = params - y  # (n_runs, n_rows)
    return (error**2).mean(axis=-1) / 2, error.mean(axis=-1, keepdims=True)


def run(optimizer, batch_size=3, n_epochs=4, *, objective=mean_square, y=Y, **more):
    usual = {"params": [5.0], "rng": np.random.default_rng(0), "X": X, "y": y}
    settings = usual | {"optimizer": optimizer, "batch_size": batch_size, "n_epochs": n_epochs}
    return optim.minimize_batches(objective, **settings | more)


def test_one_batch_of_all_rows_is_minimize_bitwise(optimizer):
    swept = replace(optimizer, learning_rate=sweep(0.1, 1.0, 2.5, 1e200))
    whole = optim.minimize(lambda params: mean_square(params, X, Y), [5.0], swept, n_steps=30)
    ours = run(swept, N_SAMPLES, n_epochs=30)
    for name in ("params", "loss", "gradient_norm", "diverged_at", "converged_at"):
        np.testing.assert_array_equal(getattr(ours, name), getattr(whole, name))


@pytest.mark.parametrize("batch_size", [1, 3, 7])
@pytest.mark.parametrize("schedule", [None, *SCHEDULES], ids=str)
def test_equal_rows_contract_once_per_batch_at_the_scheduled_rate(batch_size, schedule):
    # Every batch of equal rows has the gradient params - 2: a product over steps, in closed form.
    n_batches = -(-N_SAMPLES // batch_size)
    rates, target = np.array([0.01, 0.1, 0.5]), np.full(N_SAMPLES, 2.0)
    history = run(SGD(sweep(rates)), batch_size, 4, y=target, schedule=schedule)
    n_steps = 4 * n_batches
    factors = np.array([1.0 if schedule is None else schedule(s, n_steps) for s in range(n_steps)])
    left = np.cumprod([np.ones(3), *1 - rates * factors[:, None]], axis=0)[::n_batches]
    np.testing.assert_allclose(history.params[..., 0], 2 + 3 * left, rtol=1e-13)


def test_record_is_of_all_rows_after_each_epoch():
    history = run(SGD(0.2))
    assert history.params.shape == (5, 1)
    loss, gradient = mean_square(history.params, X, Y)
    np.testing.assert_array_equal(history.loss, loss)
    np.testing.assert_array_equal(history.gradient_norm, np.abs(gradient[:, 0]))
    assert history.params[0] == 5.0
    assert repr(history) == "History(4 epochs, 1 run of 1 params: 0 diverged, 0 converged)"


def test_batches_are_reshuffled_each_epoch_and_rows_stay_paired():
    seen = []

    def spy(params, X, y):
        np.testing.assert_array_equal(Y[X[:, 0].astype(int)], y)
        seen.append(X[:, 0].astype(int).tolist())
        return mean_square(params, X, y)

    run(SGD(0.1), 3, 5, objective=spy)
    # The record on all rows, then three batches an epoch and the next record.
    epochs = [[*seen[4 * e + 1], *seen[4 * e + 2], *seen[4 * e + 3]] for e in range(5)]
    assert all(sorted(epoch) == list(range(N_SAMPLES)) for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) == 5
    assert [len(rows) for rows in seen[:5]] == [7, 3, 3, 1, 7]


def test_schedule_scales_the_decay_too_and_keeps_the_memory():
    optimizer, schedule = AdamW(0.1, weight_decay=2.0), Cosine()
    history = run(optimizer, N_SAMPLES, 6, schedule=schedule)
    params, state = np.array([5.0]), optimizer.init([5.0])
    for step in range(6):
        gradient = mean_square(params, X, Y)[1]
        now = replace(optimizer, learning_rate=0.1 * schedule(step, 6))
        params, state = now.step(params, gradient, state)
        np.testing.assert_allclose(history.params[step + 1], params, rtol=1e-14)


WRONG_ARGUMENTS = [
    ({"n_epochs": -1}, "n_epochs must be at least 0, got -1"),
    ({"batch_size": 0, "n_epochs": 0}, "batch_size must be from 1 to 7, got 0"),
    ({"rng": 0}, "rng must be a numpy.random.Generator, got 0"),
    ({"y": Y[:3]}, r"X and y must share one or more rows, got shapes \(7, 1\) and \(3,\)"),
    ({"schedule": lambda step, n: step / n}, "schedule must return 12 positive factors, got"),
    ({"schedule": lambda step, n: 0.5}, "12 positive factors, got 0.5"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG_ARGUMENTS)
def test_wrong_arguments_are_named(changes, message):
    with pytest.raises(ValueError, match=message):
        run(**({"optimizer": SGD(0.1)} | changes))


# a row's gradient at the origin, negated
ROWS = np.random.default_rng(0).normal(loc=(2.0, 0.5, 0.0), size=(5, 3))
COVARIANCE_TRACE = np.trace(np.cov(ROWS.T))
WHOLE = (ROWS.mean(axis=0) ** 2).sum()


def to_mean(params, X, y):
    """Half the mean squared distance to the rows of X; its gradient is params - mean."""
    error = params[..., None, :] - X
    return (error**2).sum(axis=-1).mean(axis=-1) / 2, error.mean(axis=-2)


def gradients_at(params, batch_size):
    rng = np.random.default_rng(0)
    return optim.batch_gradients(to_mean, params, ROWS, np.zeros(5), batch_size, rng)


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (2, 2, 1), (3, 2), (4, 1)])
def test_noise_is_unbiased_over_every_order_of_the_rows(sizes):
    cuts = np.cumsum(sizes)[:-1]
    parts = (np.split(ROWS[list(order)], cuts) for order in permutations(range(5)))
    means = (np.stack([part.mean(axis=0) for part in order]) for order in parts)
    estimates = [gradient_noise(gradients, np.array(sizes))[:2] for gradients in means]
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
    noise = gradient_noise(*gradients_at(np.zeros(3), 1))
    assert noise.scale == noise.variance / noise.squared_norm
    assert gradient_noise(*gradients_at(ROWS.mean(axis=0), 1)).scale == np.inf
    # Equal rows have no noise, wherever the run stands.
    quiet = gradient_noise(np.ones((4, 3)), np.array([2, 2, 2, 1]))
    assert quiet == (0, 3, 0)


def test_one_batch_shows_no_noise():
    with pytest.raises(ValueError, match="gradients must come from at least 2 batches, got 1"):
        gradient_noise(*gradients_at(np.zeros(3), 5))
