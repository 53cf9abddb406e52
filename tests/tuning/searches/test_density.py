"""Densities against scipy's mixtures, against counting, and against their own samples."""

import numpy as np
import pytest
from scipy.stats import truncnorm

from hplearn import Choice, Integer, Ordered, Space, Uniform
from hplearn.tuning.searches.density import Mixture, SpaceDensity, kernels_around
from tests.tuning.toys import DIMENSIONS

MIDDLES = (np.arange(6000) + 0.5) / 6000
each_dimension = pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda d: repr(d)[:20])


def mixture_of(dimension, n_points=4, seed=0):
    """Return a mixture around values of the dimension."""
    values = map(dimension.from_unit, np.random.default_rng(seed).random(n_points))
    points = np.array([dimension.to_unit(value) for value in values])
    return Mixture([dimension], points.reshape(-1, 1))


def test_bells_are_scipys_truncated_normals():
    points = np.array([0.6, 0.1, 0.2, 0.61])
    # to the farther neighbour: 0.4 is more than the cap of 0.3, and 0.01 less than the floor
    centres, widths = np.append(points, 0.5), np.array([0.3, 0.1, 0.3, 0.06, 1.0])
    bells = truncnorm(-centres / widths, (1 - centres) / widths, centres, widths)
    u = np.linspace(0, 1, 101)
    expected = bells.pdf(u[:, None]).mean(axis=1)
    found = Mixture([Uniform(0, 1)], points[:, None]).density(u[:, None])
    np.testing.assert_allclose(found, expected, rtol=1e-10)

    ordered = Ordered(range(10))  # cells are 0.1 wide, and so are the narrowest bells
    points, widths = np.array([0.15, 0.25, 0.95]), np.array([0.1, 0.3, 0.3, 1.0])
    centres = np.append(points, 0.5)
    bells = truncnorm(-centres / widths, (1 - centres) / widths, centres, widths)
    ends = np.linspace(0, 1, 11)[:, None]
    expected = np.diff(bells.cdf(ends), axis=0).mean(axis=1) * 10
    found = Mixture([ordered], points[:, None]).density(ends[:-1] + 0.05)
    np.testing.assert_allclose(found, expected, rtol=1e-10)
    np.testing.assert_array_equal(kernels_around(ordered, np.array([0.15, 0.25])).widths[:2], 0.1)


def test_options_are_counted_with_one_more_seen_of_each():
    # Every kernel holds its option once, and each option 1/4 times more (four kernels); the last
    # kernel holds nothing else. Of three options 0, 0 and 2 were seen.
    a, c, none = np.array([[5, 1, 1], [1, 1, 5], [7 / 3, 7 / 3, 7 / 3]]) / 7
    expected = (a + a + c + none) / 4
    middles = np.array([1, 3, 5]) / 6
    mixture = Mixture([Choice(["x", "y", "z"])], middles[[0, 0, 2], None])
    np.testing.assert_allclose(mixture.density(middles[:, None]) / 3, expected)


@each_dimension
@pytest.mark.parametrize("n_points", [0, 1, 4])
def test_a_density_integrates_to_one(dimension, n_points):
    density = mixture_of(dimension, n_points).density(MIDDLES[:, None])
    # The middle of a strip is exact but for bends, and for cells that end inside it.
    np.testing.assert_allclose(density.mean(), 1, atol=2e-3 if n_points else 1e-3)
    assert density.min() > 0


@each_dimension
def test_samples_follow_the_density(dimension):
    mixture = mixture_of(dimension)
    samples = np.sort(mixture.sample(4000, np.random.default_rng(1))[:, 0])
    cumulative = np.cumsum(mixture.density(MIDDLES[:, None])) / len(MIDDLES)
    ends = np.unique(dimension.cells(MIDDLES)[1])  # of the cells that give one value
    expected = np.interp(ends, MIDDLES + 0.5 / len(MIDDLES), cumulative)
    found = np.searchsorted(samples, ends, side="right") / len(samples)
    assert np.abs(found - expected).max() < 1.63 / np.sqrt(4000)  # Kolmogorov-Smirnov, at 1 %


def test_hyperparameters_that_go_together_stay_together():
    mixture = Mixture([Uniform(0, 1), Ordered(range(50))], np.array([[0.1, 0.1], [0.9, 0.9]] * 8))
    together, apart = mixture.density(np.array([[0.1, 0.1], [0.1, 0.9]]))
    assert together > 50 * apart
    samples = mixture.sample(2000, np.random.default_rng(0))
    assert np.corrcoef(samples.T)[0, 1] > 0.8


def test_each_branch_has_its_own_density():
    space = Space([{"kind": ["a"], "x": Uniform(0, 1)}, {"y": Integer(1, 3)}, {"z": [1, 2]}])
    configs = [{"kind": "a", "x": 0.2}, {"kind": "a", "x": 0.3}, {"y": 3}]
    density = SpaceDensity(space, np.array([space.to_unit(config) for config in configs]))
    samples = density.sample(300, 1, np.random.default_rng(0))
    assert {space.branch_of(space.from_unit(u)) for u in samples} == {1}
    np.testing.assert_array_equal(samples[:, [1, 2, 4]], 0.5)
    u = samples[:9]
    alone = Mixture([Integer(1, 3)], np.array([[5 / 6]])).density(u[:, [3]])
    np.testing.assert_allclose(density.density(u), alone)
