"""The cube as the model sees it."""

import numpy as np

from hplearn.tuning.dimensions import Ordered
from hplearn.tuning.searches.model_cube import ModelCube
from hplearn.tuning.spaces import Space


def test_options_are_equally_far_apart_and_ordered_values_are_not():
    space = Space({"kind": ["a", "b", "c"], "batch": Ordered([16, 64, 256])})
    cube = ModelCube(space)
    points = np.array([space.to_unit({"kind": kind, "batch": 16}) for kind in "abc"])
    codes = cube.encode(points)
    assert codes.shape == (3, 4)
    distances = np.linalg.norm(codes[:, None] - codes, axis=-1)
    np.testing.assert_allclose(distances, 0.5 * (1 - np.eye(3)))
    points = np.array([space.to_unit({"kind": "a", "batch": size}) for size in (16, 64, 256)])
    np.testing.assert_allclose(np.diff(cube.encode(points), axis=0), [[0, 0, 0, 1 / 3]] * 2)
