"""In place against the pure steps: every row of the optimizers' table, sweeps, 32 bits."""

import copy
import pickle
import runpy
import tracemalloc
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from hplearn.optim import SGD, Adam, AdamW, Cosine, Momentum, Nesterov, RMSprop, Stepper, sweep

REFERENCE = runpy.run_path(str(Path(__file__).with_name("make_torch_reference.py")))
CASES, SCALES, gradient_at = (REFERENCE[name] for name in ("CASES", "SCALES", "gradient_at"))
OPTIMIZERS = [case[0] for case in CASES.values()] + [Adam(0.01, bias_correction=False)]
COLUMNS = {
    "momentum": (0.0, 0.5, 0.9),
    "beta_1": (0.0, 0.5, 0.9),
    "beta_2": (0.9, 0.99, 0.999),
    "epsilon": (1e-8, 1e-4, 1.0),
    "weight_decay": (0.0, 0.1, 1.0),
    "bias_correction": (True, False, True),
}

each_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=str)
each_scale = pytest.mark.parametrize("scale", SCALES)


def pure_path(optimizer, scale, start, factors=(1.0,) * 100):
    params, state = start, optimizer.init(start)
    path = [params]
    for t, factor in enumerate(factors):
        now = replace(optimizer, learning_rate=optimizer.learning_rate * factor)
        params, state = now.step(params, gradient_at(t, params, scale), state)
        path.append(params)
    return np.array(path)


def in_place_path(optimizer, scale, start, factors=(1.0,) * 100):
    params = start.copy()
    stepper = Stepper(optimizer, params)
    path = [params.copy()]
    for t, factor in enumerate(factors):
        gradient = gradient_at(t, params, scale).astype(params.dtype)
        gradient.setflags(write=False)
        assert stepper.update(params, gradient, factor) is None
        path.append(params.copy())
    return np.array(path)


def assert_same_path(ours, theirs, relative):
    # Where a path crosses zero, to the same share of its size in that direction.
    size = np.abs(theirs).max(axis=0)
    assert (np.abs(ours - theirs) <= relative * np.maximum(np.abs(theirs), 0.1 * size)).all()


@each_optimizer
@each_scale
def test_64_bits_follow_the_pure_path(optimizer, scale):
    pure = pure_path(optimizer, scale, np.zeros(3))
    assert_same_path(in_place_path(optimizer, scale, np.zeros(3)), pure, 1e-13)


@each_optimizer
@each_scale
def test_32_bits_follow_the_64_bit_path(optimizer, scale):
    ours = in_place_path(optimizer, scale, np.zeros(3, np.float32))
    assert ours.dtype == np.float32
    assert_same_path(ours, pure_path(optimizer, scale, np.zeros(3)), 1e-5)


@each_optimizer
def test_a_factor_is_a_learning_rate_for_one_step(optimizer):
    factors = Cosine()(np.arange(100), 100)
    pure = pure_path(optimizer, 1.0, np.zeros(3), factors)
    assert_same_path(in_place_path(optimizer, 1.0, np.zeros(3), factors), pure, 1e-13)


def swept(kind, name):
    values = {"learning_rate": sweep(0.01, 0.002, 0.05)}
    return kind(**(values | {name: sweep(COLUMNS[name])} if name else values))


KINDS = (SGD, Momentum, Nesterov, RMSprop, Adam, AdamW)
SWEEPS = [(kind, None) for kind in KINDS]
SWEEPS += [(kind, name) for kind in KINDS for name in COLUMNS if name in vars(kind(0.1))]


@pytest.mark.parametrize(("kind", "name"), SWEEPS)
@pytest.mark.parametrize(("dtype", "relative"), [(np.float64, 1e-12), (np.float32, 1e-4)])
def test_columns_make_a_stack_of_runs(kind, name, dtype, relative):
    # 32 bits round each step, and a share of 0.99 or 0.999 to 1e-5 of its distance from 1.
    optimizer, start = swept(kind, name), np.ones((3, 3))
    ours = in_place_path(optimizer, 1.0, start.astype(dtype))
    assert ours.dtype == dtype
    assert_same_path(ours, pure_path(optimizer, 1.0, start), relative)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_run_in_a_stack_equals_that_run_alone_bitwise(kind, dtype):
    optimizer = swept(kind, None)
    together = in_place_path(optimizer, 1.0, np.ones((3, 3), dtype))
    for row, rate in enumerate(optimizer.learning_rate[:, 0].tolist()):
        alone = in_place_path(kind(rate), 1.0, np.ones(3, dtype))
        np.testing.assert_array_equal(together[:, row], alone)


def test_a_grid_of_two_columns():
    optimizer = Momentum(sweep(0.01, 0.02, 0.05)[:, None], sweep(0.0, 0.9))
    ours = in_place_path(optimizer, 1.0, np.ones((3, 2, 3)))
    assert_same_path(ours, pure_path(optimizer, 1.0, np.ones((3, 2, 3))), 1e-13)


@pytest.mark.parametrize("optimizer", [*OPTIMIZERS, Adam(sweep(0.1, 0.2), 0.5)], ids=str)
def test_an_update_makes_no_array(optimizer):
    params = np.ones((2, 100_000), np.float32)
    stepper = Stepper(optimizer, params)
    tracemalloc.start()
    try:
        stepper.update(params, params, 0.5)
        stepper.update(params, params, 0.5)
        # One array would be 800,000 bytes; NumPy 2.2 has a buffer of its own, of 8,192 numbers.
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_each_stepper_has_a_memory_of_its_own_that_can_be_stored():
    optimizer, params = Adam(0.1), np.ones(3)
    stepper = Stepper(optimizer, params)
    stepper.update(params, np.array([1.0, 2.0, -3.0]))
    walks = []
    for one in (copy.deepcopy(stepper), pickle.loads(pickle.dumps(stepper)), stepper):
        here = params.copy()
        one.update(here, np.array([0.1, 0.0, 5.0]))
        walks.append(here)
        assert one.n_steps == 2
    np.testing.assert_array_equal(walks, [walks[0]] * 3)


@dataclass(frozen=True)
class Slower(Adam):
    def direction(self, params, gradient, state):
        direction, state = super().direction(params, gradient, state)
        return direction / 2, state


@pytest.mark.parametrize(
    ("optimizer", "params", "message"),
    [
        (Slower(), np.zeros(2), r"optimizer must be one of GD, SGD, .*AdamW, got Slower\(learn"),
        (Adam(), [0.0, 1.0], "params must be an array of float32 or float64, got list"),
        (Adam(), np.zeros(2, int), "params must be an array of float32 or float64, got int64"),
        (Adam(sweep(1, 2)), np.zeros(3), r"params must have shape \(2, 3\), a row .*got \(3,\)"),
        (Adam(sweep(1, 2)), np.zeros((3, 3)), "params must fit columns"),
    ],
)
def test_what_does_not_fit_is_refused_at_once(optimizer, params, message):
    with pytest.raises(ValueError, match=message):
        Stepper(optimizer, params)
