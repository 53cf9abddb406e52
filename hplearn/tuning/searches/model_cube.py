"""The unit cube of a space, with distances that mean something to a model of the losses.

- A number is where it lies in [0, 1]. A whole number is rounded before the model sees it: the model
  is then as flat between two whole numbers as the loss (Garrido-Merchán & Hernández-Lobato, 2020).
- A choice of three or more options becomes one column for each, √⅛ for the option taken and 0 for
  the others: every two of them are half the cube apart, like the options of a choice of two, which
  needs one axis only, until a length scale is learned for each column.
- The axes of branches that are not taken stay at 0.5.
"""

from itertools import product
from math import prod

import numpy as np

MOST_SEARCHED_WHOLE = 4096  # configurations of a space through which all is searched
REDRAWN = 0.2  # share of the stepwise axes that a neighbour does not take over


class ModelCube:
    """Points of the unit cube of a space: rounded, listed, moved and encoded for a model.

    `levels` are the positions that the values of each axis can have, None where it is continuous;
    `every_point` (n_points, n_dims) are all points of the space, None where they are too many.

    >>> from hplearn.tuning import Integer, Space
    >>> cube = ModelCube(Space({"depth": Integer(1, 4), "kernel": ["linear", "poly", "rbf"]}))
    >>> point = cube.rounded(np.array([[0.2, 0.9]]))
    >>> point.round(3), cube.encode(point).round(3)
    (array([[0.125, 0.833]]), array([[0.125, 0.   , 0.   , 0.354]]))
    >>> cube.every_point.shape
    (12, 2)
    """

    def __init__(self, space):
        self.space = space
        self.levels = [axis.levels(MOST_SEARCHED_WHOLE) for axis in space.axes]
        self._unordered = [not one.is_ordered and len(one.options) > 2 for one in space.axes]
        self.every_point = self._every_point()

    def rounded(self, points):
        """Return `points` (n_points, n_dims) moved onto the nearest levels, unused axes at 0.5."""
        rounded = np.array(points)
        for i, levels in enumerate(self.levels):
            if levels is not None:
                between = (levels[1:] + levels[:-1]) / 2
                rounded[:, i] = levels[np.searchsorted(between, points[:, i])]
        used = self.space.used[self.space.branch_numbers(points)]
        return np.where(used, rounded, 0.5)

    def _every_point(self):
        if any(levels is None for levels in self.levels):
            return None
        grids = []
        for branch, used in enumerate(self.space.used):
            axes = [levels if use else [0.5] for levels, use in zip(self.levels, used, strict=True)]
            if len(self.space.branches) > 1:
                axes[0] = self.levels[0][[branch]]
            grids.append(axes)
        if sum(prod(map(len, axes)) for axes in grids) > MOST_SEARCHED_WHOLE:
            return None
        return np.array([point for axes in grids for point in product(*axes)])

    def random(self, n_points, rng):
        """Return `n_points` random points (n_points, n_dims)."""
        return self.rounded(rng.random((n_points, self.space.n_dims)))

    def neighbours(self, points, n_points, step, rng):
        """Return `n_points` points near one of `points` each.

        A continuous axis moves by a normal step of deviation `step`; the others stay or, now and
        then, are drawn anew.
        """
        near = points[rng.integers(len(points), size=n_points)]
        moved = np.clip(near + step * rng.normal(size=near.shape), 0, 1)
        fresh = rng.random(near.shape)
        redrawn = rng.random(near.shape) < REDRAWN
        stepwise = np.array([levels is not None for levels in self.levels])
        return self.rounded(np.where(stepwise, np.where(redrawn, fresh, near), moved))

    def encode(self, points):
        """Return the columns (n_points, n_columns) by which the model tells `points` apart."""
        axes = zip(points.T, self.levels, self._unordered, strict=True)
        columns = [
            np.isclose(column[:, None], levels) / np.sqrt(8) if unordered else column[:, None]
            for column, levels, unordered in axes
        ]
        return np.hstack(columns)
