"""The walk and its record: divergence and convergence as results, sweeps, and bad arguments."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.optim import GD, Adam, Momentum, bowl, minimize, rosenbrock, sweep

HILL = bowl((1, 10))
START = [9.0, 3.0]


def test_record_holds_start_and_every_step():
    history = minimize(rosenbrock(), [-1.2, 1.0], GD(0.001), n_steps=3)
    assert history.params.shape == (4, 2)
    assert history.loss.shape == history.gradient_norm.shape == (4,)
    loss, gradient = rosenbrock()(history.params)
    np.testing.assert_array_equal(history.loss, loss)
    np.testing.assert_allclose(history.gradient_norm, np.hypot(*gradient.T), rtol=1e-15)
    np.testing.assert_array_equal(history.params[0], [-1.2, 1.0])
    np.testing.assert_array_equal(history.final, history.params[-1])
    assert (np.diff(history.loss) < 0).all()  # each step was taken, the last one too


def test_zero_steps_record_the_start():
    history = minimize(HILL, START, Adam(sweep(0.1, 0.2)), n_steps=0)
    np.testing.assert_array_equal(history.params, [[START, START]])
    assert history.diverged.tolist() == [False, False]


@given(learning_rate=st.floats(2.5, 20), start=st.sampled_from([2.0, 1e-3]))
def test_divergence_is_seen_at_the_first_step_beyond_the_limit(learning_rate, start):
    # On x**2 / 2 the loss grows by (1 - rate)**2 a step; a small first loss counts as one.
    history = minimize(bowl([1.0]), [start], GD(learning_rate), n_steps=60)
    theory = start**2 / 2 * (1 - learning_rate) ** (2 * np.arange(61))
    assert history.diverged_at == np.argmax(theory > 1000 * max(1, start**2 / 2))


def test_records_after_divergence_are_nan_and_other_runs_go_on():
    rates = (0.05, 0.3, 0.1, 1e200)
    together = minimize(HILL, START, GD(sweep(rates)), n_steps=50)
    assert together.diverged.tolist() == [False, True, False, True]
    for row, rate in enumerate(rates):
        alone = minimize(HILL, START, GD(rate), n_steps=50)
        assert together.diverged_at[row] == alone.diverged_at
        for name in ("params", "loss", "gradient_norm"):
            record = getattr(together, name)[:, row]
            np.testing.assert_array_equal(record, getattr(alone, name))
            if alone.diverged:
                assert np.isnan(record[alone.diverged_at + 1 :]).all()
                assert not np.isnan(record[: alone.diverged_at]).any()
    at = together.diverged_at[1]
    assert together.loss[at, 1] > 1000 * together.loss[0, 1] >= together.loss[at - 1, 1]
    np.testing.assert_array_equal(together.final[1], together.params[at, 1])


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_loss_or_gradient_that_is_not_finite_is_divergence(bad):
    def cliff(params):
        return np.where(params[..., 0] < 5, bad, 1.0), np.ones_like(params)

    def torn(params):
        return params[..., 0] * 0 + 1, np.where(params < 5, bad, 1.0)

    assert minimize(cliff, [0.0], GD(0.4), n_steps=10).diverged_at == 0
    for objective in (cliff, torn):
        history = minimize(objective, [6.0, 99.0], GD(sweep(0.4, 0.01)), n_steps=10)
        assert history.diverged_at.tolist() == [3, -1]  # at 6 - 3 * 0.4 = 4.8
        np.testing.assert_allclose(history.final, [[4.8, 97.8], [5.9, 98.9]], rtol=1e-12)


def test_an_objective_that_writes_to_its_argument_leaves_the_record_right():
    def careless(params):
        loss, gradient = HILL(params)
        params *= 0
        return loss, gradient

    careful = minimize(HILL, START, Momentum(sweep(0.01, 0.1)), n_steps=5)
    ours = minimize(careless, START, Momentum(sweep(0.01, 0.1)), n_steps=5)
    np.testing.assert_array_equal(ours.params, careful.params)


def test_a_run_that_stopped_stands_still_and_the_walk_ends_with_the_last_run():
    calls = []

    def spy(params):
        calls.append(np.array(params))
        return HILL(params)

    history = minimize(spy, START, GD(sweep(0.1, 0.05, 0.3)), n_steps=500, tolerance=1e-2)
    first, last, never = history.converged_at
    assert never == -1 < history.diverged_at[2] < first < last
    assert len(calls) == last + 1
    assert len({tuple(call[2]) for call in calls[history.diverged_at[2] :]}) == 1
    norms = history.gradient_norm[:, 0]
    assert norms[first] <= 1e-2 < norms[first - 1]
    assert (history.params[first:, 0] == history.final[0]).all()
    alone = minimize(HILL, START, GD(0.05), n_steps=int(last))
    np.testing.assert_array_equal(history.params[: last + 1, 1], alone.params)


def test_a_gradient_exactly_at_the_tolerance_has_converged():
    assert minimize(bowl([1.0]), [4.0], GD(0.5), n_steps=9, tolerance=1.0).converged_at == 2


def test_tolerance_zero_lets_a_velocity_cross_the_bottom():
    history = minimize(bowl([1.0]), [1.0], Momentum(1.0), n_steps=2)
    np.testing.assert_allclose(history.params[:, 0], [1.0, 0.0, -0.9], rtol=1e-15)
    assert history.converged_at == -1


def test_steps_to_counts_as_the_lesson_does():
    rates = sweep(0.05, 0.1, 0.19, 2 / 11, 0.2, 0.3)
    history = minimize(HILL, START, GD(rates), n_steps=200)
    assert history.steps_to(HILL.minima[0], within=0.001).tolist() == [178, 87, 76, 46, -1, -1]
    assert history.steps_to(START, within=0.0).tolist() == [0] * 6


def test_steps_to_finds_the_first_arrival_and_never_a_nan():
    history = minimize(bowl([1.0]), [1.0], GD(2.0), n_steps=5)  # 1, -1, 1, -1 ...
    assert history.steps_to([-1.0], within=0.0) == 1
    assert minimize(bowl([1.0]), [1.0], GD(9.0), 5).steps_to([0.0], within=0.5) == -1


WRONG_ARGUMENTS = [
    ({"n_steps": -1}, "n_steps must be at least 0, got -1"),
    ({"tolerance": -0.1}, r"tolerance must be .*got -0\.1"),
    ({"optimizer": "adam"}, r"optimizer must be one such as GD\(.*\), got 'adam'"),
    ({"start": [1.0, np.nan]}, r"start must be finite, got \[1\.0, nan\]"),
    ({"start": 1.0}, r"start must be an array of shape \(n_params,\)"),
    ({"objective": lambda x: x.sum()}, r"the pair \(loss, gradient\), got one float64"),
    ({"objective": lambda x: (1.0, x, 3)}, r"the pair .* got one tuple: \(1\.0, array"),
    ({"objective": lambda x: (0.0, 1.0)}, r"a gradient of shape \(2,\), got \(\)"),
    ({"objective": lambda x: (x, x)}, r"a loss of shape \(\), got \(2,\)"),
    ({"objective": lambda x: ("low", x)}, "a loss of numbers, got 'low'"),
    ({"objective": lambda x: (1.0, [None, 1.0])}, r"a gradient of numbers, got \[None, 1\.0\]"),
    ({"objective": lambda x: (1.0, [[1.0], 1.0])}, r"a gradient of numbers, got \[\[1\.0\]"),
    ({"objective": lambda x: (0, x), "start": np.eye(3, 2)}, r"a loss of shape \(3,\), got \(\)"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG_ARGUMENTS)
def test_wrong_arguments_are_named(changes, message):
    arguments = {"objective": HILL, "start": START, "optimizer": GD(0.1), "n_steps": 5} | changes
    with pytest.raises(ValueError, match=message):
        minimize(**arguments)


def test_steps_to_names_what_it_cannot_use():
    history = minimize(HILL, START, GD(0.1), n_steps=1)
    with pytest.raises(ValueError, match=r"point must have shape \(2,\), got \(3,\)"):
        history.steps_to([0, 0, 0], within=0.1)
    with pytest.raises(ValueError, match="within must be at least 0, got -1"):
        history.steps_to([0, 0], within=-1)


@pytest.mark.parametrize("values", [(1, 2, 3), ([1, 2, 3],)])
def test_a_sweep_is_a_column_of_numbers_or_of_one_sequence(values):
    np.testing.assert_array_equal(sweep(*values), [[1.0], [2.0], [3.0]])
    for wrong in ((), ("fast",), ([[1.0], [2.0]],)):
        with pytest.raises(ValueError, match="sweep expects numbers or one sequence of numbers"):
            sweep(*wrong)


def test_params_that_are_not_finite_are_divergence_though_loss_and_gradient_are():
    def flat(params):  # as where np.nan_to_num hides what happened
        return np.ones(params.shape[:-1]), np.full(params.shape, 1e10)

    history = minimize(flat, [0.0], GD(1e300), n_steps=3)
    assert history.diverged_at == 1
    np.testing.assert_array_equal(history.params[:, 0], [0.0, -np.inf, np.nan, np.nan])
    assert history.final == 0.0
