"""The cube as the model sees it: rounded, listed, moved, encoded."""

import numpy as np
import pytest

from hplearn.tuning.searches.model_cube import ModelCube
from hplearn.tuning.spaces import Integer, LogUniform, Ordered, Space, Uniform

MIXED = {"rate": LogUniform(1e-4, 1), "depth": Integer(1, 4), "width": Integer(8, 128, log=True)}
MIXED |= {"kind": ["a", "b", "c"], "batch": Ordered([16, 64, 256]), "shuffle": [True, False]}
TREE = [{"kind": ["svm"], "C": Uniform(0, 1)}, {"kind": ["knn"], "k": Integer(1, 3), "p": [1, 2]}]


@pytest.mark.parametrize("space", [MIXED, TREE], ids=["mixed", "tree"])
def test_a_rounded_point_is_the_point_of_its_configuration(space):
    cube = ModelCube(Space(space))
    rng = np.random.default_rng(0)
    points = cube.random(200, rng)
    for rounded in (points, cube.neighbours(points[:5], 200, 0.1, rng)):
        again = [cube.space.to_unit(cube.space.from_unit(point)) for point in rounded]
        np.testing.assert_allclose(rounded, again, atol=1e-12)


def test_options_are_equally_far_apart_and_ordered_values_are_not():
    space = Space({"kind": ["a", "b", "c"], "batch": Ordered([16, 64, 256])})
    cube = ModelCube(space)
    points = np.array([space.to_unit({"kind": kind, "batch": 16}) for kind in "abc"])
    codes = cube.encode(points)
    assert codes.shape == (3, 4)
    distances = np.linalg.norm(codes[:, None] - codes, axis=-1)
    np.testing.assert_allclose(distances, np.sqrt(2) * (1 - np.eye(3)))
    points = np.array([space.to_unit({"kind": "a", "batch": size}) for size in (16, 64, 256)])
    np.testing.assert_allclose(np.diff(cube.encode(points), axis=0), [[0, 0, 0, 1 / 3]] * 2)


def test_every_point_of_a_finite_space_is_listed_once():
    space = Space([{"a": [1, 2, 3], "b": Integer(1, 4)}, {"a": [1], "c": ["x", "y"]}, {"d": [0]}])
    points = ModelCube(space).every_point
    configs = [space.from_unit(point) for point in points]
    assert len(configs) == 12 + 2 + 1
    assert all(config in configs for config in space.grid(4))
    assert len(np.unique(points, axis=0)) == 15


@pytest.mark.parametrize("space", [MIXED, {"a": Integer(1, 100), "b": Integer(1, 100)}])
def test_a_space_that_is_continuous_or_large_is_not_listed(space):
    assert ModelCube(Space(space)).every_point is None


def test_neighbours_are_near_on_continuous_axes_and_now_and_then_jump_on_the_others():
    cube = ModelCube(Space(MIXED))
    start = cube.random(1, np.random.default_rng(0))
    moved = cube.neighbours(start, 2000, 0.01, np.random.default_rng(1))
    assert abs(moved[:, 0].std() - 0.01) < 0.001  # 6 standard errors
    jumped = (moved != start)[:, 1:].mean(axis=0)
    levels = np.array([4, 121, 3, 3, 2])
    # a redrawn axis keeps its value once in as many as it has levels; those of "width" differ
    np.testing.assert_allclose(jumped, 0.2 * (1 - 1 / levels), atol=0.04)
