"""Optimizers beyond PyTorch's paths: what a pure step, a record and a sweep promise."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from hplearn import (
    GD,
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    RMSprop,
)
from hplearn.optim import bowl, minimize, rosenbrock, sweep


@pytest.mark.parametrize(("beta_1", "beta_2"), [(0.9, 0.999), (0.5, 0.9)])
def test_uncorrected_adam_follows_the_printed_formula(beta_1, beta_2):
    adam = Adam(0.1, beta_1, beta_2, epsilon=1e-3, bias_correction=False)
    t, gradient = np.arange(1, 21), 2.0  # closed forms of the two means, not their recursions
    m, v = gradient * (1 - beta_1**t), gradient**2 * (1 - beta_2**t)
    theta, state = np.array([1.0]), adam.init([1.0])
    for expected in 1 - np.cumsum(0.1 * m / (np.sqrt(v) + 1e-3)):
        theta, state = adam.step(theta, [gradient], state)
        np.testing.assert_allclose(theta, expected, rtol=1e-12, atol=1e-14)


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


def test_hyperparameters_cannot_be_overwritten(optimizer):
    with pytest.raises(AttributeError):
        optimizer.learning_rate = 1.0
    column = sweep(0.1, 0.2)
    swept = type(optimizer)(learning_rate=column)
    column[:] = 9.0  # the optimizer keeps its own copy
    np.testing.assert_array_equal(swept.learning_rate, [[0.1], [0.2]])
    with pytest.raises(ValueError, match="read-only"):
        swept.learning_rate[:] = 1.0


SWEPT = {"learning_rate": (0.001, 0.0005, 0.002), "momentum": (0.0, 0.5, 0.9)}
SWEPT |= {"beta_1": (0.0, 0.5, 0.9), "beta_2": (0.9, 0.99, 0.999), "epsilon": (1e-8, 1e-4, 1.0)}
SWEPT |= {"weight_decay": (0.0, 0.1, 1.0), "bias_correction": (True, False)}


def test_a_run_in_a_sweep_equals_that_run_alone(optimizer):
    def run(name, value):
        changed = replace(optimizer, **{"learning_rate": 0.001} | {name: value})
        return minimize(rosenbrock(), [-1.2, 1.0], changed, n_steps=50)

    for name in vars(optimizer).keys() & SWEPT:
        together = run(name, sweep(SWEPT[name]))
        # beta**t of a column may differ from a single number's in the last bit
        is_power = hasattr(optimizer.init(np.zeros(2)), "n_steps") and name.startswith("beta")
        rtol = 1e-12 if is_power else 0
        for row, value in enumerate(SWEPT[name]):
            alone = run(name, value)
            np.testing.assert_allclose(together.params[:, row], alone.params, rtol=rtol)
            np.testing.assert_allclose(together.loss[:, row], alone.loss, rtol=1e3 * rtol)


def test_two_are_equal_if_their_class_and_their_numbers_are():
    assert GD(0.1) == GD(0.1)
    assert GD(0.1) not in (SGD(0.1), GD(0.2))


def test_two_hyperparameters_make_a_grid_of_runs():
    rates, momenta = (0.01, 0.02, 0.05), (0.0, 0.9)
    grid = Momentum(sweep(rates)[:, None], sweep(momenta))
    together = minimize(bowl(), [9.0, 3.0], grid, n_steps=20)
    assert together.params.shape == (21, 3, 2, 2)
    alone = minimize(bowl(), [9.0, 3.0], Momentum(rates[2], momenta[1]), n_steps=20)
    np.testing.assert_array_equal(together.params[:, 2, 1], alone.params)


@pytest.mark.parametrize("rates", [0.01, [[0.01], [0.002], [0.05]]], ids=["number", "column"])
def test_params_of_32_bits_keep_32_bits_and_follow_the_64_bit_path(optimizer, rates):
    paths = []
    for dtype in (np.float32, np.float64):
        swept = replace(optimizer, learning_rate=np.asarray(rates, dtype))
        params = np.tile(np.array([1.0, -2.0], dtype), (3, 1))
        state = swept.init(params)
        for t in range(50):
            gradient = params + np.cos([t, 2 * t]).astype(dtype)
            params, state = swept.step(params, gradient, state)
        assert params.dtype == dtype
        paths.append(params)
    np.testing.assert_allclose(*paths, rtol=1e-3, atol=1e-5)


@dataclass(frozen=True)
class Clipped(GD):
    longest: float | np.ndarray = 1.0

    def direction(self, params, gradient, state):
        return np.clip(gradient, -self.longest, self.longest), state


def test_a_rule_of_your_own_may_have_fields_of_its_own():
    clipped = Clipped(0.5, longest=sweep(1, 2))
    params, _ = clipped.step([0.0, 0.0], [5.0, -0.1], clipped.init([0.0, 0.0]))
    np.testing.assert_allclose(params, [[-0.5, 0.05], [-1.0, 0.05]], rtol=1e-15)
    assert Clipped(0.5, longest=-3).longest == -3
    assert Clipped(0.5, longest=1) == Clipped(0.5) != Clipped(0.5, longest=2)


BAD_HYPERPARAMETERS = [
    (SGD, "learning_rate", 0, "positive and finite, got 0"),
    (GD, "learning_rate", np.nan, "positive and finite, got nan"),
    (GD, "learning_rate", "fast", "positive and finite, got 'fast'"),
    (GD, "learning_rate", sweep(0.1, -2, 0.3), r"positive and finite, got -2\.0"),
    (GD, "learning_rate", [0.1, 0.2], r"a number or a column .*got shape \(2,\)"),
    (Momentum, "momentum", 1.0, r"in \[0, 1\), got 1\.0"),
    (Nesterov, "momentum", -0.1, r"in \[0, 1\), got -0\.1"),
    (RMSprop, "epsilon", 0.0, r"positive and finite, got 0\.0"),
    (Adam, "beta_1", sweep(0.9, 1.5), r"in \[0, 1\), got 1\.5"),
    (Adam, "bias_correction", 2, "True or False, got 2"),
    (AdamW, "weight_decay", -0.01, r"finite and at least 0, got -0\.01"),
    (Clipped, "longest", sweep(1, np.nan), "finite, got nan"),
]


@pytest.mark.parametrize(("kind", "name", "value", "expected"), BAD_HYPERPARAMETERS)
def test_bad_hyperparameters_are_named(kind, name, value, expected):
    with pytest.raises(ValueError, match=f"{name} must be {expected}"):
        kind(**({"learning_rate": 0.1} | {name: value}))


def test_gradient_of_another_shape_is_refused(optimizer):
    params = np.zeros((3, 2))
    with pytest.raises(ValueError, match=r"gradient must have .*\(3, 2\), got \(2,\)"):
        optimizer.step(params, np.zeros(2), optimizer.init(params))


@pytest.mark.parametrize("kind", [GD, Adam])
def test_params_fit_the_columns_or_are_refused(kind):
    optimizer = kind(sweep(0.1, 0.2, 0.3))
    with pytest.raises(ValueError, match=r"params must fit columns of shape \[\(3, 1\)\]"):
        optimizer.init(np.zeros((4, 2)))
    state = optimizer.init(np.zeros(2))
    params, _ = optimizer.step(np.zeros(2), np.zeros((3, 2)), state)
    assert params.shape == (3, 2)
