"""Surfaces: gradient against differences, minima against the literature, axes against loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hplearn.optim import gradcheck, surfaces

SURFACES = {
    "bowl": surfaces.bowl(),
    "bowl of 4": surfaces.bowl((0.5, 1, 2, 30)),
    "bowl of condition 1000": surfaces.bowl(1000),
    "valley": surfaces.valley(),
    "double well": surfaces.double_well(),
    "tilted double well": surfaces.double_well(tilt=-0.3),
    "rosenbrock": surfaces.rosenbrock(),
    "himmelblau": surfaces.himmelblau(),
    "branin": surfaces.branin(),
    "hartmann6": surfaces.hartmann6(),
}
each_surface = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)


def points(surface, *shape):
    low, high = surface.bounds.T
    return np.random.default_rng(0).uniform(low, high, (*shape, len(low)))


@each_surface
def test_gradient_agrees_with_differences(surface):
    # Truncation and round-off are 1e-10 of the loss; near a flat spot they weigh more.
    assert max(gradcheck(surface, point) for point in points(surface, 20)) < 1e-6


@each_surface
def test_known_minima(surface):
    loss, gradient = surface(surface.minima)
    np.testing.assert_allclose(loss, surface.minimum, rtol=1e-14, atol=1e-14)
    np.testing.assert_allclose(gradient, 0, atol=1e-12)  # curvature 1e2 times position 1e-15
    low, high = surface.bounds.T
    assert ((low <= surface.minima) & (surface.minima <= high)).all()


@each_surface
def test_no_point_within_the_bounds_is_lower(surface):
    assert (surface(points(surface, 20_000))[0] > surface.minimum).all()


@each_surface
def test_leading_axes_are_runs(surface):
    params = points(surface, 3, 4)
    loss, gradient = surface(params)
    alone = [surface(point) for point in params.reshape(12, -1)]
    np.testing.assert_array_equal(loss, np.reshape([one[0] for one in alone], (3, 4)))
    np.testing.assert_array_equal(gradient, np.reshape([one[1] for one in alone], params.shape))


# Values printed in the literature, or worked by hand, away from the minima.
KNOWN_VALUES = [
    (surfaces.bowl(100), (1, 1), 50.5),
    (surfaces.valley(10), (2, 1), 0.8 + 5),
    (surfaces.double_well(), (0, 2), 0.25 + 2),
    (surfaces.double_well(0.3), (1, 0), 0.4),  # 4 * tilt / 3
    (surfaces.rosenbrock(), (-1.2, 1), 24.2),  # Rosenbrock 1960
    (surfaces.himmelblau(), (-0.270845, -0.923039), 181.617),  # its local maximum
    (surfaces.branin(), (0, 0), 36 + 20 - 10 / (8 * np.pi)),
    # its second well
    (surfaces.hartmann6(), (0.404653, 0.882445, 0.846102, 0.573990, 0.138927, 0.038496), -3.20316),
]


@pytest.mark.parametrize(("surface", "point", "loss"), KNOWN_VALUES)
def test_known_values(surface, point, loss):
    assert surface(point)[0] == pytest.approx(loss, rel=1e-5)


@given(tilt=st.floats(-0.9, 0.9))
def test_double_well_has_its_saddle_at_the_tilt(tilt):
    surface = surfaces.double_well(tilt)
    losses, slopes = surface([(-1, 0), (1, 0), (tilt, 0)])
    np.testing.assert_array_equal(slopes, 0)
    assert losses[2] > losses[:2].max()
    assert losses[1] - losses[0] == pytest.approx(4 * tilt / 3, abs=1e-14)
    assert min(losses) == pytest.approx(0, abs=1e-14)


OF_SIX = r"params of Hartmann 6 must be \(\.\.\., 6\), got \(2,\)"
NO_SURFACE = [
    (surfaces.bowl, {"curvatures": (1, -2)}, "curvatures must be .*got "),
    (surfaces.valley, {"steepness": 0}, "steepness must be .*got "),
    (surfaces.double_well, {"tilt": 1}, "tilt must be .*got "),
    (surfaces.hartmann6(), {"params": [0, 1]}, OF_SIX),
]


@pytest.mark.parametrize(("factory", "arguments", "message"), NO_SURFACE)
def test_what_makes_no_surface_or_point_is_named(factory, arguments, message):
    with pytest.raises(ValueError, match=message):
        factory(**arguments)
