"""Densities over a space, learned from points in it: a kernel around each point, and a broad one.

Coordinates in the unit cube make all hyperparameters alike: a learning rate is where it lies on its
log scale.
"""

import numpy as np

from hplearn.tuning.searches.kernels import cells, kernels_around


class Mixture:
    """Density over the hyperparameters of one branch: a product of kernels around each point.

    Parameters
    ----------
    dimensions : sequence of n_dims dimensions
    points : array (n_points, n_dims)
        In the unit cube. The broad kernel weighs as much as each of them.

    Examples
    --------
    >>> from hplearn.tuning.dimensions import Uniform
    >>> mixture = Mixture([Uniform(0, 1)], np.array([[0.2], [0.3]]))
    >>> near, far = mixture.density(np.array([[0.25], [0.9]]))
    >>> bool(near > 1 > far > 0)
    True
    """

    def __init__(self, dimensions, points):
        self.dimensions, self.n_kernels = dimensions, len(points) + 1
        self.kernels = [kernels_around(*pair) for pair in zip(dimensions, points.T, strict=True)]

    def sample(self, n, rng):
        """Return `n` points, array (n, n_dims)."""
        chosen = rng.integers(self.n_kernels, size=n)
        return np.column_stack([kernels.sample(chosen, rng) for kernels in self.kernels])

    def density(self, u):
        """Return the density at each of the points `u` (n, n_dims), array (n,)."""
        product = np.ones((len(u), self.n_kernels))
        for dimension, kernels, column in zip(self.dimensions, self.kernels, u.T, strict=True):
            product *= kernels.density(*cells(dimension, column))
        return product.mean(axis=1)


class SpaceDensity:
    """Density over a whole space: how likely each branch is, times the mixture inside it.

    Parameters
    ----------
    space : Space
    points : array (n_points, n_dims)
        In the unit cube of the space. A branch is as likely as its share of them, all branches
        alike counting as one point more.

    Examples
    --------
    >>> from hplearn.tuning.spaces import Space
    >>> density = SpaceDensity(Space([{"a": [1, 2]}, {"b": [1, 2]}]), np.array([[0.25, 0.25, 0.5]]))
    >>> density.shares
    array([0.75, 0.25])
    """

    def __init__(self, space, points):
        n_branches, branches = len(space.branches), branch_numbers(space, points)
        self.space = space
        counts = np.bincount(branches, minlength=n_branches)
        self.shares = (counts + 1 / n_branches) / (len(points) + 1)
        first = space.n_dims - len(space.coordinates)
        owners = np.array([-1] * first + [branch for branch, *_ in space.coordinates])
        self.columns = [np.flatnonzero(owners == branch) for branch in range(n_branches)]
        self.mixtures = [
            Mixture(list(space.branches[b].values()), points[np.ix_(branches == b, columns)])
            for b, columns in enumerate(self.columns)
        ]

    def sample(self, n, rng):
        """Return `n` points of the unit cube, array (n, n_dims); unused axes are 0.5."""
        branches = rng.choice(len(self.shares), size=n, p=self.shares)
        u = np.full((n, self.space.n_dims), 0.5)
        if len(self.shares) > 1:
            u[:, 0] = (branches + 0.5) / len(self.shares)
        for branch, (columns, mixture) in enumerate(zip(self.columns, self.mixtures, strict=True)):
            rows = np.flatnonzero(branches == branch)
            u[np.ix_(rows, columns)] = mixture.sample(len(rows), rng)
        return u

    def density(self, u):
        """Return the density at each of the points `u` (n, n_dims), array (n,)."""
        branches, density = branch_numbers(self.space, u), np.empty(len(u))
        for branch, (columns, mixture) in enumerate(zip(self.columns, self.mixtures, strict=True)):
            rows = np.flatnonzero(branches == branch)
            density[rows] = self.shares[branch] * mixture.density(u[np.ix_(rows, columns)])
        return density


def branch_numbers(space, u):
    """Return the branch of each of the points `u` (n, n_dims), array (n,) of int."""
    n_branches = len(space.branches)
    if n_branches == 1:
        return np.zeros(len(u), dtype=int)
    return np.minimum((u[:, 0] * n_branches).astype(int), n_branches - 1)


def corners(space, u):
    """Return the points `u` (n, n_dims) moved to the lower corners of their cells.

    Two points give the same configuration if their corners are the same.
    """
    branches = branch_numbers(space, u)
    axes = zip(space.coordinates, u[:, space.n_dims - len(space.coordinates) :].T, strict=True)
    return np.column_stack(
        [branches, *(np.where(branches == b, cells(dim, x)[0], 0.5) for (b, _, dim), x in axes)]
    )
