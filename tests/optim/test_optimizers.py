"""Optimizers against theory: rates, first steps, and what a pure step and a sweep promise."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.optim import (
    GD,
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    RMSprop,
    bowl,
    minimize,
    rosenbrock,
    sweep,
)

TINY = 1e-300  # an epsilon that vanishes beside any gradient here
EVERY = [GD(0.1), SGD(0.1), Momentum(0.1), Nesterov(0.1), RMSprop(), Adam(), AdamW()]
each_optimizer = pytest.mark.parametrize("optimizer", EVERY, ids=lambda o: type(o).__name__)


def walk(optimizer, gradient, n_steps, start=(0.0, 0.0)):
    """Params after each step, when every step meets the same gradient."""
    params, state = np.array(start), optimizer.init(start)
    path = []
    for _ in range(n_steps):
        params, state = optimizer.step(params, np.array(gradient), state)
        path.append(params)
    return np.array(path)


@given(
    learning_rate=st.floats(0.001, 0.25),
    curvatures=st.lists(st.floats(0.1, 10), min_size=1, max_size=4),
)
def test_gd_contracts_each_direction_at_its_exact_rate(learning_rate, curvatures):
    start = np.arange(1.0, len(curvatures) + 1)
    history = minimize(bowl(curvatures), start, GD(learning_rate), n_steps=60)
    factor = 1 - learning_rate * np.array(curvatures)
    theory = start * factor ** np.arange(61)[:, None]
    seen = slice(0, history.diverged_at + 1 if history.diverged else None)
    # A factor near zero is all rounding: there, compare with the size of the start.
    np.testing.assert_allclose(history.params[seen], theory[seen], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("learning_rate", [0.05, 2 / 11, 0.19, 0.2])
def test_gd_on_the_lesson_hill_contracts_as_printed(learning_rate):
    history = minimize(bowl((1, 10)), [9.0, 3.0], GD(learning_rate), n_steps=40)
    factor = np.abs(history.params[1:] / history.params[:-1])
    expected = np.abs(1 - learning_rate * np.array([1, 10]))
    np.testing.assert_allclose(factor, np.tile(expected, (40, 1)), rtol=1e-12)


@pytest.mark.parametrize(
    ("kind", "rate"),
    [
        (Momentum, lambda momentum, pull: momentum),
        (Nesterov, lambda momentum, pull: momentum * (1 - pull)),
    ],
)
@pytest.mark.parametrize("momentum", [0.5, 0.9])
def test_heavy_ball_shrinks_at_its_spectral_radius(kind, rate, momentum):
    # On one curvature, two successive positions obey a 2-by-2 linear map. Its determinant is the
    # squared spectral radius when underdamped (Polyak 1964), and x[t+1] * x[t-1] - x[t]**2
    # shrinks by exactly that determinant in every step.
    pull = 0.1 * 3.0
    x = minimize(bowl([3.0]), [1.0], kind(0.1, momentum), n_steps=40).params[:, 0]
    casorati = x[2:] * x[:-2] - x[1:-1] ** 2
    np.testing.assert_allclose(casorati[1:] / casorati[:-1], rate(momentum, pull), rtol=1e-10)


def test_velocity_of_a_constant_gradient_tends_to_a_geometric_sum():
    path = walk(Momentum(0.1, momentum=0.5), (1.0, -2.0), n_steps=60)
    np.testing.assert_allclose(path[-2] - path[-1], [0.2, -0.4], rtol=1e-12)  # 0.1 / (1 - 0.5)


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_without_momentum_it_is_gradient_descent(kind):
    plain = minimize(rosenbrock(), [-1.2, 1.0], GD(0.001), n_steps=50)
    heavy = minimize(rosenbrock(), [-1.2, 1.0], kind(0.001, momentum=0.0), n_steps=50)
    np.testing.assert_array_equal(heavy.params, plain.params)


def test_adam_walks_at_the_learning_rate_on_a_constant_gradient():
    # Corrected, both means are exactly right from the first step on: g and g**2.
    path = walk(Adam(0.01, epsilon=TINY), (5.0, -1e-4), n_steps=50)
    theory = -0.01 * np.arange(1, 51)[:, None] * [1, -1]
    np.testing.assert_allclose(path, theory, rtol=1e-12)


@pytest.mark.parametrize(("beta_1", "beta_2"), [(0.9, 0.999), (0.5, 0.9)])
def test_uncorrected_first_step_of_adam(beta_1, beta_2):
    plain = Adam(0.01, beta_1, beta_2, epsilon=TINY, bias_correction=False)
    ratio = (1 - beta_1) / np.sqrt(1 - beta_2)  # 3.162 with the usual values
    path = walk(plain, (5.0, -1e-4), n_steps=1)
    np.testing.assert_allclose(path[0], [-0.01 * ratio, 0.01 * ratio], rtol=1e-12)


def test_uncorrected_adam_follows_the_printed_formula():
    gradient, m, v, theta = 2.0, 0.0, 0.0, 1.0
    path = walk(Adam(0.1, epsilon=1e-3, bias_correction=False), (gradient,), 20, start=(theta,))
    for t in range(1, 21):  # closed forms of the two means, not their recursions
        m, v = gradient * (1 - 0.9**t), gradient**2 * (1 - 0.999**t)
        theta -= 0.1 * m / (np.sqrt(v) + 1e-3)
        np.testing.assert_allclose(path[t - 1], theta, rtol=1e-12)


@given(exponent=st.integers(-30, 30))
@pytest.mark.parametrize("kind", [RMSprop, Adam])
def test_step_does_not_depend_on_the_size_of_the_gradient(kind, exponent):
    # A power of two scales every number exactly, so that equality is bitwise.
    small, large = (0.3, -7.0), (0.3 * 2.0**exponent, -7.0 * 2.0**exponent)
    optimizer = kind(0.01, epsilon=TINY)
    np.testing.assert_array_equal(walk(optimizer, small, 5), walk(optimizer, large, 5))


def test_epsilon_stands_outside_the_root_and_after_the_correction():
    # With epsilon = abs(g), the corrected first step is exactly half a learning rate.
    path = walk(Adam(0.01, epsilon=1e-4), (1e-4, -1e-4), n_steps=1)
    np.testing.assert_allclose(path[0], [-0.005, 0.005], rtol=1e-12)


def test_weight_decay_alone_shrinks_params_geometrically():
    path = walk(AdamW(0.1, weight_decay=0.5), (0.0, 0.0), n_steps=30, start=(2.0, -3.0))
    theory = 0.95 ** np.arange(1, 31)[:, None] * [2.0, -3.0]
    np.testing.assert_allclose(path, theory, rtol=1e-12)


@each_optimizer
def test_step_is_pure(optimizer):
    params, gradient = np.array([1.0, 2.0]), np.array([3.0, -4.0])
    _, state = optimizer.step(params, gradient, optimizer.init(params))
    before = repr((optimizer, params, gradient, state))
    for array in (params, gradient, *(part for part in state if isinstance(part, np.ndarray))):
        array.setflags(write=False)  # writing into an input now raises
    first, second = (optimizer.step(params, gradient, state) for _ in range(2))
    np.testing.assert_array_equal(first[0], second[0])
    assert repr(first[1]) == repr(second[1])
    assert repr((optimizer, params, gradient, state)) == before
    assert not np.shares_memory(first[0], params)


@each_optimizer
def test_hyperparameters_cannot_be_overwritten(optimizer):
    with pytest.raises(AttributeError):
        optimizer.learning_rate = 1.0
    column = sweep(0.1, 0.2)
    swept = type(optimizer)(learning_rate=column)
    column[:] = 9.0  # the optimizer keeps its own copy
    np.testing.assert_array_equal(swept.learning_rate, [[0.1], [0.2]])
    with pytest.raises(ValueError, match="read-only"):
        swept.learning_rate[:] = 1.0


SWEPT = {
    "learning_rate": (0.001, 0.0005, 0.002),
    "momentum": (0.0, 0.5, 0.9),
    "beta_1": (0.0, 0.5, 0.9),
    "beta_2": (0.9, 0.99, 0.999),
    "epsilon": (1e-8, 1e-4, 1.0),
    "weight_decay": (0.0, 0.1, 1.0),
    "bias_correction": (True, False),
}


@pytest.mark.parametrize(
    ("kind", "name"), [(type(o), name) for o in EVERY for name in vars(o) if name in SWEPT]
)
def test_a_run_in_a_sweep_equals_that_run_alone(kind, name):
    def run(value):
        optimizer = kind(**({"learning_rate": 0.001} | {name: value}))
        return minimize(rosenbrock(), [-1.2, 1.0], optimizer, n_steps=50)

    together = run(sweep(SWEPT[name]))
    for row, value in enumerate(SWEPT[name]):
        alone = run(value)
        if kind in (Adam, AdamW) and name.startswith("beta"):
            # beta**t of a column may differ from a single number's in the last bit
            np.testing.assert_allclose(together.params[:, row], alone.params, rtol=1e-12)
        else:
            np.testing.assert_array_equal(together.params[:, row], alone.params)
            np.testing.assert_array_equal(together.loss[:, row], alone.loss)


def test_two_hyperparameters_make_a_grid_of_runs():
    rates, momenta = (0.01, 0.02, 0.05), (0.0, 0.9)
    grid = Momentum(sweep(rates)[:, None], sweep(momenta))
    together = minimize(bowl(), [9.0, 3.0], grid, n_steps=20)
    assert together.params.shape == (21, 3, 2, 2)
    alone = minimize(bowl(), [9.0, 3.0], Momentum(rates[2], momenta[1]), n_steps=20)
    np.testing.assert_array_equal(together.params[:, 2, 1], alone.params)


def test_float32_params_stay_float32():
    for optimizer in EVERY:
        params = np.ones(2, dtype=np.float32)
        state = optimizer.init(params)
        for _ in range(3):
            params, state = optimizer.step(params, params, state)
        assert params.dtype == np.float32


@each_optimizer
def test_columns_of_32_bits_keep_32_bits_and_follow_the_64_bit_path(optimizer):
    rates = np.array([[0.01], [0.002], [0.05]])
    paths = []
    for dtype in (np.float32, np.float64):
        swept = replace(optimizer, learning_rate=rates.astype(dtype))
        params = np.tile(np.array([1.0, -2.0], dtype), (3, 1))
        state = swept.init(params)
        for t in range(50):
            gradient = params + np.cos([t, 2 * t]).astype(dtype)
            params, state = swept.step(params, gradient, state)
        assert params.dtype == dtype
        paths.append(params)
    np.testing.assert_allclose(*paths, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize(
    ("kind", "name", "value", "expected"),
    [
        (GD, "learning_rate", -0.1, r"positive and finite, got -0\.1"),
        (SGD, "learning_rate", 0, "positive and finite, got 0"),
        (GD, "learning_rate", np.inf, "positive and finite, got inf"),
        (GD, "learning_rate", np.nan, "positive and finite, got nan"),
        (GD, "learning_rate", "fast", "positive and finite, got 'fast'"),
        (GD, "learning_rate", None, "positive and finite, got None"),
        (GD, "learning_rate", sweep(0.1, -2, 0.3), r"positive and finite, got -2\.0"),
        (GD, "learning_rate", [0.1, 0.2], r"a number or a column .*got shape \(2,\)"),
        (GD, "learning_rate", [[0.1, 0.2]], r"a number or a column .*got shape \(1, 2\)"),
        (Momentum, "momentum", 1.0, r"in \[0, 1\), got 1\.0"),
        (Nesterov, "momentum", -0.1, r"in \[0, 1\), got -0\.1"),
        (RMSprop, "beta_2", 1.0, r"in \[0, 1\), got 1\.0"),
        (RMSprop, "epsilon", 0.0, r"positive and finite, got 0\.0"),
        (Adam, "beta_1", sweep(0.9, 1.5), r"in \[0, 1\), got 1\.5"),
        (Adam, "beta_2", -0.5, r"in \[0, 1\), got -0\.5"),
        (Adam, "epsilon", -1e-8, "positive and finite, got -1e-08"),
        (Adam, "bias_correction", 2, "True or False, got 2"),
        (AdamW, "weight_decay", -0.01, r"finite and at least 0, got -0\.01"),
        (AdamW, "weight_decay", np.inf, "finite and at least 0, got inf"),
    ],
)
def test_bad_hyperparameters_are_named(kind, name, value, expected):
    with pytest.raises(ValueError, match=f"{name} must be {expected}"):
        kind(**({"learning_rate": 0.1} | {name: value}))


@each_optimizer
def test_gradient_of_another_shape_is_refused(optimizer):
    params = np.zeros((3, 2))
    with pytest.raises(ValueError, match=r"gradient must have .*\(3, 2\), got \(2,\)"):
        optimizer.step(params, np.zeros(2), optimizer.init(params))


def test_params_that_do_not_fit_the_columns_are_refused():
    optimizer = Adam(sweep(0.1, 0.2, 0.3))
    for one in (optimizer, GD(sweep(0.1, 0.2, 0.3))):
        with pytest.raises(ValueError, match=r"params must fit columns of shape \[\(3, 1\)\]"):
            one.init(np.zeros((4, 2)))
    state = optimizer.init(np.zeros(2))
    params, _ = optimizer.step(np.zeros(2), np.zeros((3, 2)), state)
    assert params.shape == (3, 2)
