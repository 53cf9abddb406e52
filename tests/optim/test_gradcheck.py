"""The gradient check: passes what is right, catches each usual slip, at any size of gradient."""

import numpy as np
import pytest

from hplearn.optim import gradcheck, rosenbrock

POINT = np.array([0.3, -0.7, 1.9])
POINT.setflags(write=False)  # a check that writes to its params raises
each_scale = pytest.mark.parametrize("scale", [1.0, 1e-6, 1e6])


def objective_with(gradient, scale=1.0):
    def objective(params):
        return scale * np.sum(params**4), scale * gradient(params)

    return objective


def cubed(params):
    return (params**3).sum(), 3 * params**2


@each_scale
def test_a_right_gradient_passes(scale):
    objective = objective_with(lambda x: 4 * x**3, scale)
    assert gradcheck(objective, POINT) < 1e-8
    assert gradcheck(objective, POINT * 1e6) < 1e-8
    assert gradcheck(lambda x: (scale, np.zeros_like(x)), POINT) == 0


WRONG = [
    lambda x: 4 * x**3 / 3,  # a mean where a sum is meant
    lambda x: 4 * x**3 * [0, 1, 1],  # one direction forgotten, the smallest
    lambda x: 4 * x[::-1] ** 3,  # directions swapped
    lambda x: 4 * x**3 * (1 + 1e-4),
    lambda x: 4 * x**3 * np.nan,
]


@each_scale
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_gradient_is_caught(wrong, scale):
    assert not gradcheck(objective_with(wrong, scale), POINT) < 1e-5


def test_differences_are_central_and_their_step_grows_with_the_param():
    # One-sided differences are off by step * second derivative / 2, that is 0.5 here.
    assert gradcheck(lambda x: ((x**2).sum(), 2 * x), [1.0], step=0.5) < 1e-15
    # On x**3, central ones are off by step**2: 0.01 in 3.01, and at 100, 100 in 30,100.
    assert gradcheck(cubed, [1.0], step=0.1) == pytest.approx(0.01 / 3.01, rel=1e-9)
    assert gradcheck(cubed, [100.0], step=0.1) == pytest.approx(100 / 30_100, rel=1e-9)


BAD_ARGUMENTS = [
    ({"params": [[1.0, 2.0]]}, "params must be finite, of shape"),
    ({"step": 0.0}, r"step must be positive and finite, got 0\.0"),
    ({"objective": lambda x: (x.sum(), x[:1])}, r"a gradient of shape \(2,\), got \(1,\)"),
]


@pytest.mark.parametrize(("changes", "message"), BAD_ARGUMENTS)
def test_bad_arguments_are_named(changes, message):
    with pytest.raises(ValueError, match=message):
        gradcheck(**({"objective": rosenbrock(), "params": [1.0, 2.0]} | changes))
