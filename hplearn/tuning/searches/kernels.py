"""Kernels on [0, 1]: what one point says about the hyperparameter's values around it.

| symbol | name in code | word |
|---|---|---|
| u | `u` | where a value lies in [0, 1] |
| μ | `centres` | middle of a bell, or of an option's cell |
| σ | `widths` | width of a bell |
| b | `blur` | share of an option's kernel that lies on all options alike |
| Φ | `ndtr` | share of the normal distribution below a number |

A whole number or an option owns a *cell*, the stretch of [0, 1] that is mapped to it.
"""

import numpy as np
from scipy.special import ndtr, ndtri

from hplearn.tuning.dimensions import QUANTILES, Choice, Distribution, Integer, Ordered

NARROWEST = 0.03  # bell; 0.1 leaves several times the regret on a smooth surface (Branin)


class Bells:
    """Kernels of a number: normal distributions cut off at 0 and 1, and a broad one as the last.

    Each is as wide as the longer way to its two neighbours; the ends of [0, 1] are none.

    Parameters
    ----------
    points, narrowest : array (n_points,)
        Where the bells stand, and how wide they are at least.
    """

    def __init__(self, points, narrowest):
        self.centres = np.append(points, 0.5)  # (n_kernels,)
        self.widths = np.append(np.maximum(_longer_gaps(points), narrowest), 1.0)
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
        at_point = np.exp(-(z_low**2) / 2) / np.sqrt(2 * np.pi) / self.widths
        width = (high - low)[:, None]
        over_cell = (ndtr(z_high) - ndtr(z_low)) / np.where(width > 0, width, 1)
        return np.where(width > 0, over_cell, at_point) / self.inside


def _longer_gaps(points):
    """Return the longer of the ways to the next point below and above; 1 for a lonely point."""
    order = np.argsort(points)
    gaps = np.diff(points[order])
    longer = np.ones(len(points))
    if len(points) > 1:
        longer[order] = np.maximum(np.append(gaps, 0), np.append(0, gaps))
    return longer


class Options:
    """Kernels of a choice: its own option and, blurred, all options alike; the last is all blur.

    The blur is n_options against n_kernels: as if every option had been seen once more, by all
    kernels together.

    Parameters
    ----------
    points : array (n_points,)
    n_options : int
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


def kernels_around(dimension, points):
    """Return the kernels around the `points` (n_points,) of a dimension, and a broad one.

    Examples
    --------
    >>> kernels_around(Choice(["a", "b"]), np.array([0.25])).blur
    array([0.5, 1. ])
    """
    if isinstance(dimension, Choice) and not isinstance(dimension, Ordered):
        return Options(points, len(dimension.options))
    low, high = cells(dimension, points)
    return Bells(points, np.maximum(high - low, NARROWEST))


def cells(dimension, u):
    """Return the lower and upper ends of the stretch of [0, 1] that gives the same value as `u`.

    Parameters
    ----------
    dimension : Uniform, LogUniform, Integer, Choice, Ordered or Distribution
    u : array (n,)

    Returns
    -------
    low, high : arrays (n,)
        Both are `u` where every point has its own value.

    Examples
    --------
    >>> cells(Choice(["a", "b"]), np.array([0.1, 0.5, 1.0]))
    (array([0. , 0.5, 0.5]), array([0.5, 1. , 1. ]))
    """
    if isinstance(dimension, Choice):
        n = len(dimension.options)
        index = np.minimum(np.floor(u * n), n - 1)
        return index / n, (index + 1) / n
    if isinstance(dimension, Integer):
        values = np.array([dimension.from_unit(x) for x in u])
        to_unit = dimension.continuous.to_unit
        ends = [[to_unit(value + side) for value in values] for side in (-0.5, 0.5)]
        return np.array(ends[0]), np.array(ends[1])
    if isinstance(dimension, Distribution) and hasattr(dimension.frozen.dist, "pmf"):
        values = dimension.frozen.ppf(np.clip(u, *QUANTILES))
        return dimension.frozen.cdf(values - 1), dimension.frozen.cdf(values)
    return u, u
