"""Plots of what a model says about a search: a Gaussian process, and what mattered."""

import numpy as np

from hplearn.lab.plots.scales import LOSS, add_legend
from hplearn.lab.style import PALETTE


def plot_gp(axes, x, mean, sd, seen, acquisition):
    """Return the axes with a process's mean and band, what it saw, and the acquisition beside it.

    The band is two standard deviations to each side. A dotted line stands where the acquisition is
    largest: there the search looks next.

    Parameters
    ----------
    axes : two of matplotlib.axes.Axes
        The acquisition is drawn on the second.
    x : array_like, shape (n_points,)
        Values of the hyperparameter, increasing.
    mean, sd : array_like, shape (n_points,)
        Of the loss, by the process.
    seen : (array_like, array_like)
        Values and losses of the trials so far, each of shape (n_trials,).
    acquisition : array_like, shape (n_points,)
        What a trial there is worth, such as the expected improvement.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> x, mean, sd = [0.0, 0.5, 1.0], [1.0, 0.4, 0.8], [0.0, 0.3, 0.1]
    >>> axes = plot_gp(figure(2)[1], x, mean, sd, ([0.0], [1.0]), acquisition=[0.0, 0.2, 0.1])
    """
    loss, worth = axes
    x, mean, sd = (np.asarray(values, dtype=float) for values in (x, mean, sd))
    band = {"color": PALETTE[4], "alpha": 0.3, "linewidth": 0, "label": "± 2 sd"}
    loss.fill_between(x, mean - 2 * sd, mean + 2 * sd, **band)
    loss.plot(x, mean, color=PALETTE[0], linestyle="-", label="mean")
    loss.plot(*seen, "o", color="black", markersize=5, label="trials", zorder=3)
    loss.set(ylabel=LOSS)
    best = int(np.argmax(acquisition))
    worth.plot(x, acquisition, color=PALETTE[2], linestyle="-", label="acquisition")
    top = {"color": PALETTE[1], "markersize": 8, "label": f"largest, at {x[best]:.3g}"}
    worth.plot(x[best], acquisition[best], "v", clip_on=False, **top)
    worth.set(ylabel="acquisition (higher is better)")
    for ax in axes:
        ax.axvline(x[best], color=PALETTE[1], linestyle=":", linewidth=1.2)
        ax.set(xlabel="hyperparameter", xlim=(x[0], x[-1]))
        add_legend(ax)
    return axes


def plot_shares(ax, importance):
    """Return the axes with a bar for each share, the largest on top, and its interval.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    importance : hplearn.tuning.Importance, or any record of the same fields
        ``names``, and for each its ``share`` of the variance and the interval ``low`` to ``high``,
        NaN where nothing is known.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from hplearn.lab import figure
    >>> shares = SimpleNamespace(names=("depth",), share=[0.8], low=[0.6], high=[0.9])
    >>> ax = plot_shares(figure()[1], shares)
    """
    bars = np.array([importance.share, importance.low, importance.high], dtype=float)
    order = np.argsort(-bars[0], kind="stable")
    share, low, high = bars[:, order]
    rows = np.arange(len(order))
    ax.barh(rows, share, color=PALETTE[4], height=0.5)
    ax.hlines(rows, low, high, color="black", linewidth=1.5, linestyle="-")
    for ends in (low, high):
        ax.plot(ends, rows, "|", color="black", markersize=8)
    ax.plot([], [], "-", color="black", linewidth=1.5, label="interval")
    ends = np.fmax(share, high)
    beside = {"xytext": (8, 0), "textcoords": "offset points", "va": "center", "fontsize": 9}
    for place, row in enumerate(order):
        ax.annotate(importance.names[row].replace("_", " "), (ends[place], place), **beside)
    ax.set(yticks=[], ylim=(len(rows) - 0.4, -0.6), xlim=(0, 1.6 * ends.max()))
    ax.set(xlabel="share of the variance of the loss")
    if np.isfinite(low).any():
        add_legend(ax, loc="lower right")
    return ax
