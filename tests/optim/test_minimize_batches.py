"""Walking on batches: equal to `minimize` on all rows, to theory on few, and never a warning."""

from dataclasses import replace

import numpy as np
import pytest

from hplearn.optim import (
    GD,
    SGD,
    Adam,
    AdamW,
    Constant,
    Cosine,
    InverseTime,
    Momentum,
    Nesterov,
    OneCycle,
    RMSprop,
    StepDecay,
    WarmUp,
    minimize,
    minimize_batches,
    sweep,
)

N_SAMPLES = 7
Y = np.random.default_rng(1).normal(size=N_SAMPLES)
X = np.arange(float(N_SAMPLES))[:, None]  # the row's own number, for a spy to see
EVERY = [GD(0.1), SGD(0.1), Momentum(0.1), Nesterov(0.1), RMSprop(), Adam(0.1), AdamW(0.1)]
SCHEDULES = [Constant(), StepDecay(), InverseTime(5), Cosine(), WarmUp(0.5, Cosine()), OneCycle()]


def mean_square(params, X, y):
    """One param, the mean of y where the loss is lowest."""
    error = params - y  # (n_runs, n_rows)
    return (error**2).mean(axis=-1) / 2, error.mean(axis=-1, keepdims=True)


def flat(params, X, y):
    return 0 * params[..., 0], 0 * params


def run(optimizer, batch_size=3, n_epochs=4, *, start=(5.0,), y=Y, seed=0, **more):
    rng = np.random.default_rng(seed)
    return minimize_batches(
        mean_square, start, X[: len(y)], y, optimizer, batch_size, n_epochs, rng, **more
    )


def assert_same(ours, theirs):
    for name in ("params", "loss", "gradient_norm", "diverged_at", "converged_at"):
        np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))


@pytest.mark.parametrize("optimizer", [*EVERY, GD(sweep(0.1, 1.0, 2.5, 1e200))], ids=str)
def test_one_batch_of_all_rows_is_minimize_bitwise(optimizer):
    whole = minimize(lambda params: mean_square(params, X, Y), [5.0], optimizer, n_steps=30)
    assert_same(run(optimizer, N_SAMPLES, n_epochs=30), whole)


@pytest.mark.parametrize("batch_size", [1, 3, 5, 7])
@pytest.mark.parametrize("schedule", [None, *SCHEDULES], ids=str)
def test_equal_rows_contract_once_per_batch_at_the_scheduled_rate(batch_size, schedule):
    # Every batch of equal rows has the gradient params - 2: a product over steps, in closed form.
    n_batches = -(-N_SAMPLES // batch_size)
    history = run(SGD(0.1), batch_size, 4, y=np.full(N_SAMPLES, 2.0), schedule=schedule)
    n_steps = 4 * n_batches
    factors = np.array([1.0 if schedule is None else schedule(s, n_steps) for s in range(n_steps)])
    left = np.concatenate([[1.0], np.cumprod(1 - 0.1 * factors)])[::n_batches]
    np.testing.assert_allclose(history.params[:, 0], 2 + 3 * left, rtol=1e-13)


def test_record_is_of_all_rows_after_each_epoch():
    history = run(SGD(0.2))
    assert history.params.shape == (5, 1)
    loss, gradient = mean_square(history.params, X, Y)
    np.testing.assert_array_equal(history.loss, loss)
    np.testing.assert_array_equal(history.gradient_norm, np.abs(gradient[:, 0]))
    assert history.params[0] == 5.0
    assert repr(history) == "History(4 epochs, 1 run of 1 params: 0 diverged, 0 converged)"


@pytest.mark.parametrize("n_epochs", [1, 3])
def test_rates_of_one_over_t_average_the_rows_exactly(n_epochs):
    # At rate 1 / (1 + step) params are the mean of all rows seen (Robbins and Monro 1951).
    history = run(SGD(1.0), 1, n_epochs, schedule=InverseTime(half_after=1))
    np.testing.assert_allclose(history.params[1:, 0], Y.mean(), rtol=1e-13)


def test_a_constant_rate_hovers_and_does_not_converge():
    history = run(SGD(0.5), 1, n_epochs=400)
    distance = np.abs(history.params[200:, 0] - Y.mean())
    assert 0.1 < distance.mean() / Y.std() < 1
    assert history.converged_at == -1


def test_batches_are_reshuffled_each_epoch_and_rows_stay_paired():
    seen = []

    def spy(params, X, y):
        np.testing.assert_array_equal(Y[X[:, 0].astype(int)], y)
        seen.append(X[:, 0].astype(int).tolist())
        return mean_square(params, X, y)

    minimize_batches(spy, [5.0], X, Y, SGD(0.1), 3, 5, np.random.default_rng(0))
    # The record on all rows, then three batches an epoch and the next record.
    epochs = [[*seen[4 * e + 1], *seen[4 * e + 2], *seen[4 * e + 3]] for e in range(5)]
    assert all(sorted(epoch) == list(range(N_SAMPLES)) for epoch in epochs)
    assert len({tuple(epoch) for epoch in epochs}) == 5
    assert [len(rows) for rows in seen[:5]] == [7, 3, 3, 1, 7]


@pytest.mark.parametrize("schedule", [None, Cosine()], ids=str)
@pytest.mark.parametrize("kind", [SGD, Momentum, RMSprop, Adam, AdamW])
def test_a_run_in_a_sweep_equals_that_run_alone(kind, schedule):
    rates = (0.01, 0.1, 0.5)
    together = run(kind(sweep(rates)), schedule=schedule)
    for row, rate in enumerate(rates):
        alone = run(kind(rate), schedule=schedule)
        np.testing.assert_array_equal(together.params[:, row], alone.params)


def test_the_seed_decides_everything():
    assert_same(run(Adam(0.1), seed=4), run(Adam(0.1), seed=4))
    assert (run(Adam(0.1), seed=5).params[1:] != run(Adam(0.1), seed=4).params[1:]).all()


def test_schedule_scales_the_decay_too_and_keeps_the_memory():
    optimizer, schedule = AdamW(0.1, weight_decay=2.0), Cosine()
    history = run(optimizer, N_SAMPLES, 6, schedule=schedule)
    params, state = np.array([5.0]), optimizer.init([5.0])
    for step in range(6):
        gradient = mean_square(params, X, Y)[1]
        now = replace(optimizer, learning_rate=0.1 * schedule(step, 6))
        params, state = now.step(params, gradient, state)
        np.testing.assert_allclose(history.params[step + 1], params, rtol=1e-14)
    # A zero gradient leaves the decay alone: a product of 1 - rate * factor * decay.
    rng = np.random.default_rng(0)
    still = minimize_batches(flat, [3.0], X, Y, optimizer, 7, 6, rng, schedule=schedule)
    left = np.cumprod(1 - 0.1 * 2.0 * schedule(np.arange(6), 6))
    np.testing.assert_allclose(still.params[1:, 0], 3 * left, rtol=1e-14)


def test_an_objective_that_writes_to_its_argument_leaves_the_walk_right():
    def careless(params, X, y):
        result = mean_square(params, X, y)
        params *= 0
        return result

    ours = minimize_batches(careless, [5.0], X, Y, SGD(0.1), 3, 4, np.random.default_rng(0))
    assert_same(ours, run(SGD(0.1)))


def test_what_is_no_optimizer_is_named():
    with pytest.raises(ValueError, match=r"optimizer must be one such as GD.*got 'adam'"):
        run("adam")


def test_divergence_is_recorded_with_its_epoch_and_other_runs_go_on():
    # Three batches of zeros at rate 3: params double, with a sign, so the loss grows 64-fold.
    history = run(SGD(sweep(3.0, 0.5, 1e200)), 3, 5, start=[2.0], y=np.zeros(N_SAMPLES))
    assert history.diverged_at.tolist() == [2, -1, 1]
    np.testing.assert_array_equal(history.params[:3, 0, 0], [2.0, -16.0, 128.0])
    assert np.isnan(history.params[3:, 0]).all()
    np.testing.assert_allclose(history.params[:, 1, 0], 2 * 0.125 ** np.arange(6), rtol=1e-14)


@pytest.mark.parametrize("schedule", [None, *SCHEDULES], ids=str)
def test_zero_epochs_record_the_start(schedule):
    history = run(Adam(sweep(0.1, 0.2)), n_epochs=0, schedule=schedule)
    np.testing.assert_array_equal(history.params, [[[5.0], [5.0]]])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"n_epochs": -1}, "n_epochs must be at least 0, got -1"),
        ({"batch_size": 8}, "batch_size must be from 1 to 7, got 8"),
        ({"batch_size": 0, "n_epochs": 0}, "batch_size must be from 1 to 7, got 0"),
        ({"rng": 0}, "rng must be a numpy.random.Generator, got 0"),
        ({"y": Y[:3]}, r"X and y must share one or more rows, got shapes \(7, 1\) and \(3,\)"),
        ({"X": X[:0], "y": Y[:0]}, "X and y must share one or more rows"),
        ({"params": [np.inf]}, r"params must be finite, got \[inf\]"),
        ({"schedule": lambda step, n: step / n}, "schedule must return one positive factor for"),
        ({"schedule": lambda step, n: 0.5}, "each of 12 steps, got 0.5"),
        ({"objective": lambda p, X, y: p}, "objective must return the pair"),
    ],
)
def test_wrong_arguments_are_named(changes, message):
    right = {
        "objective": mean_square,
        "params": [5.0],
        "X": X,
        "y": Y,
        "optimizer": SGD(0.1),
        "batch_size": 3,
        "n_epochs": 4,
        "rng": np.random.default_rng(0),
    }
    with pytest.raises(ValueError, match=message):
        minimize_batches(**(right | changes))
