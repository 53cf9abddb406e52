"""Densities over a space, learned from points in it: a kernel around each point, and a broad one.

Coordinates in the unit cube make all hyperparameters alike: a learning rate is where it lies on its
log scale. A whole number or an option owns a *cell*, the stretch of [0, 1] that is mapped to it.

| symbol | name in code | word |
|---|---|---|
| u | `u` | where a value lies in [0, 1] |
| μ | `centres` | middle of a bell, or of an option's cell |
| σ | `widths` | width of a bell |
| b | `blur` | share of an option's kernel that lies on all options alike |
| Φ | `ndtr` | share of the normal distribution below a number |
"""

import numpy as np
from scipy.special import ndtr, ndtri

NARROWEST, WIDEST = 0.06, 0.3  # bells; see `Bells`


class SpaceDensity:
    """Density in each branch of a space: a mixture of kernels around the points that lie in it.

    Made from `points` (n_points, n_dims) of the unit cube of the space.

    >>> from hplearn.tuning.spaces import Space
    >>> density = SpaceDensity(Space([{"a": [1, 2]}, {"b": [1, 2]}]), np.array([[0.25, 0.25, 0.5]]))
    >>> density.density(np.array([[0.25, 0.25, 0.5], [0.25, 0.75, 0.5], [0.75, 0.5, 0.25]]))
    array([1.25, 0.75, 1.  ])
    """

    def __init__(self, space, points):
        self.space, branches = space, space.branch_numbers(points)
        self.columns = [  # the axes of each branch, without that of the branch itself
            np.flatnonzero(used)[-len(branch) :]
            for used, branch in zip(space.used, space.branches, strict=True)
        ]
        self.mixtures = [
            Mixture([space.axes[i] for i in columns], points[np.ix_(branches == b, columns)])
            for b, columns in enumerate(self.columns)
        ]

    def sample(self, n, branch, rng):
        """Return `n` points of a branch in the unit cube (n, n_dims); unused axes are 0.5."""
        u = np.full((n, self.space.n_dims), 0.5)
        u[:, 0] = (branch + 0.5) / len(self.mixtures)  # a single branch has no axis: see below
        u[:, self.columns[branch]] = self.mixtures[branch].sample(n, rng)
        return u

    def density(self, u):
        """Return the density at each of the points `u` (n, n_dims) in its branch, array (n,)."""
        branches, density = self.space.branch_numbers(u), np.empty(len(u))
        for branch, (columns, mixture) in enumerate(zip(self.columns, self.mixtures, strict=True)):
            rows = np.flatnonzero(branches == branch)
            density[rows] = mixture.density(u[np.ix_(rows, columns)])
        return density


class Mixture:
    """Density over the hyperparameters of one branch: a product of kernels around each point.

    Made from `points` (n_points, n_dims). The broad kernel weighs as much as each of them.

    >>> from hplearn.tuning import Uniform
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
            product *= kernels.density(*dimension.cells(column))
        return product.mean(axis=1)


def kernels_around(dimension, points):
    """Return the kernels around the `points` (n_points,) of a dimension, and a broad one.

    >>> from hplearn.tuning.dimensions import Choice
    >>> kernels_around(Choice(["a", "b"]), np.array([0.25])).blur
    array([0.5, 1. ])
    """
    if not dimension.is_ordered:
        return OptionKernels(points, len(dimension.options))
    low, high = dimension.cells(points)
    return Bells(points, np.maximum(high - low, NARROWEST))


class Bells:
    """Kernels of a number: normal distributions cut off at 0 and 1, and a broad one as the last.

    Each is as wide as the distance to the farther of its two neighbours on this axis, but at most
    0.3 and at least `narrowest` (n_points,). The ends of [0, 1] are no neighbours.

    Good trials are few at first and far apart, and bells up to 1 wide say little of where they lie.
    Narrower than 0.06, a product of several bells is nearly nothing beside a trial, and bad luck is
    not told from bad. On Hartmann's six dimensions, with noise of 0.3, the median regret after 50
    trials is 0.77 with both bounds and 1.14 with 0.03 and 1 (60 seeds); without noise it is 0.90
    after 25, instead of 1.58. The price is precision: 0.007 instead of 0.002 after 100 on a smooth
    surface of two dimensions (Branin, 20 seeds). `benchmarks/peers.py` prints such figures.
    """

    def __init__(self, points, narrowest):
        self.centres = np.append(points, 0.5)  # (n_kernels,)
        widths = np.maximum(np.minimum(_farther_neighbours(points), WIDEST), narrowest)
        self.widths = np.append(widths, 1.0)
        self.below = ndtr(-self.centres / self.widths)
        self.inside = ndtr((1 - self.centres) / self.widths) - self.below

    def sample(self, kernels, rng):
        """Return one point from each of the `kernels`, array of their numbers."""
        share = self.below[kernels] + rng.random(len(kernels)) * self.inside[kernels]
        return np.clip(self.centres[kernels] + self.widths[kernels] * ndtri(share), 0, 1)

    def density(self, low, high):
        """Return each kernel's mean density over each cell (n_cells,), array (n_cells, n_kernels).

        A cell of no width is a point.
        """
        z_low, z_high = ((ends[:, None] - self.centres) / self.widths for ends in (low, high))
        at_point = np.exp(-(z_low**2) / 2) / (np.sqrt(2 * np.pi) * self.widths)
        width = (high - low)[:, None]
        if not width.any():
            return at_point / self.inside
        over_cell = (ndtr(z_high) - ndtr(z_low)) / np.where(width > 0, width, 1)
        return np.where(width > 0, over_cell, at_point) / self.inside


def _farther_neighbours(points):
    """Return the distance of each point to the farther of its neighbours; 1 for a lonely point."""
    order = np.argsort(points)
    gaps = np.diff(points[order])
    farther = np.ones(len(points))
    if len(points) > 1:
        farther[order] = np.maximum(np.append(gaps, 0), np.append(0, gaps))
    return farther


class OptionKernels:
    """Kernels of a choice: its own option and, blurred, all options alike; the last is all blur.

    The blur is n_options against n_kernels: as if every option had been seen once more, by all
    kernels together.
    """

    def __init__(self, points, n_options):
        n_kernels = len(points) + 1
        self.centres = np.append(points, 0.5)
        self.blur = np.append(np.full(len(points), n_options / (n_options + n_kernels)), 1.0)
        self.n_options = n_options

    def sample(self, kernels, rng):
        """Return one point from each of the `kernels`, array of their numbers."""
        anywhere = rng.random(len(kernels)) < self.blur[kernels]
        return np.where(anywhere, rng.random(len(kernels)), self.centres[kernels])

    def density(self, low, high):
        """Return each kernel's density over each cell (n_cells,), array (n_cells, n_kernels)."""
        own = (low[:, None] <= self.centres) & (self.centres < high[:, None])
        return self.blur + (1 - self.blur) * self.n_options * own
