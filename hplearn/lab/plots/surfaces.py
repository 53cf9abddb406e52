"""Hills of two parameters and the paths on them."""

import numpy as np

from hplearn.lab.numerals import numeral
from hplearn.lab.style import PALETTE, QUIET


def plot_contours(ax, surface, *, bounds=None, levels=None):
    """Return the axes with lines of equal loss, and a star at each known minimum.

    Without `levels`, the lines are spaced by the cube, close together near the minimum.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    surface : hplearn.optim.surfaces.Surface
        Of two parameters.
    bounds : array_like, shape (2, 2), optional
        Lowest and highest value of each parameter; the surface's own if left out.
    levels : array_like, optional
        The losses at which to draw a line, rising; each line bears its loss. If they are evenly
        spaced, the lines crowd where the surface is steep.

    Raises
    ------
    ValueError
        If the surface has other than two parameters.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.optim.surfaces import bowl
    >>> ax = plot_contours(figure()[1], bowl(curvatures=(1, 10)))
    """
    bounds = np.asarray(surface.bounds if bounds is None else bounds, dtype=float)
    if bounds.shape != (2, 2):
        raise ValueError(f"plot_contours needs a surface of 2 parameters, got {len(bounds)}")
    x, y = (np.linspace(low, high, 101) for low, high in bounds)
    loss, _ = surface(np.stack(np.meshgrid(x, y), axis=-1))
    spaced = surface.minimum + np.ptp(loss) * np.linspace(0, 1, 15)[1:] ** 3
    at = spaced if levels is None else levels
    lines = ax.contour(x, y, loss, levels=at, colors=QUIET, linewidths=0.7)
    if levels is not None:
        ax.clabel(lines, fmt=lambda level: numeral(level, 3), fontsize=8)
    ax.plot(*np.transpose(surface.minima), "*", color=PALETTE[6], markersize=10, zorder=4)
    ax.set(xlim=bounds[0], ylim=bounds[1], xlabel="parameter 1", ylabel="parameter 2")
    return ax


def plot_path(ax, path, *, color=PALETTE[0]):
    """Return the axes with a path, a ring at its start and a dot at its last finite record.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Limits that were set before stay: a path that leaves them is cut off.
    path : array_like, shape (n_records, 2)
        One run, such as ``history.params``; records of NaN are not drawn.
    color : matplotlib's own

    Raises
    ------
    ValueError
        If the path has another shape.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> ax = plot_path(figure()[1], [[9.0, 3.0], [8.0, 0.0], [7.2, 0.0]])
    """
    path = np.asarray(path, dtype=float)
    if path.ndim != 2 or path.shape[1] != 2:
        raise ValueError(f"path must have shape (n_records, 2), got {path.shape}")
    path = path[np.isfinite(path).all(axis=1)]
    ax.plot(*path.T, marker=".", linestyle="-", linewidth=1.4, color=color, markersize=4)
    ax.plot(*path[:1].T, "o", markerfacecolor="white", markeredgewidth=1.5, color=color)
    ax.plot(*path[-1:].T, "o", color=color)
    return ax
