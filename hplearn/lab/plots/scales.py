"""How trials look in a plot: where a value stands on an axis, what shade a loss has."""

from numbers import Integral

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

from hplearn.checks import is_number
from hplearn.tuning.spaces import Space

LOSS = "loss (lower is better)"
SHADES = LinearSegmentedColormap.from_list("shades", colormaps["Blues"](np.linspace(0.6, 1, 64)))
FAILED = "black"  # orange is the best's
MOST_LABELS = 8


def measure_of(result):
    """Return what a search's losses are when they are drawn as `evaluate` returned them."""
    better = "lower" if result.direction == "minimize" else "higher"
    return f"{result.measure} ({better} is better)"


def dressed(ax, name, result, space=None):
    """Give the x axis name, scale and ticks of a hyperparameter; return where trials stand on it.

    Options stand side by side, and so do values that are not all numbers.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    name : str
    result : hplearn.tuning.SearchResult
    space : dict, list or Space, optional
        Its dimensions tell the options and the scale.

    Returns
    -------
    callable
        ``place(trials)`` returns an array of one position for each trial that has it.

    Raises
    ------
    ValueError
        If no trial has the hyperparameter.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import grid_search
    >>> result = grid_search(lambda config: 0.5, {"optimizer": ["sgd", "adam"]})
    >>> dressed(figure()[1], "optimizer", result)(result.trials)
    array([0., 1.])
    """
    values = [trial.config[name] for trial in result.trials if name in trial.config]
    if not values:
        raise ValueError(f"no trial has a hyperparameter {name!r}")
    branches = Space(space).branches if space is not None else ()
    dimensions = [branch[name] for branch in branches if name in branch]
    options = [option for dimension in dimensions for option in dimension.options or ()]
    ax.set_xlabel(name.replace("_", " "))
    if options or not all(map(is_number, values)):
        words = list(dict.fromkeys(map(word, [*options, *values])))
        ticks = thinned(range(len(words)))
        ax.set_xticks(ticks, [words[tick] for tick in ticks])
        ax.set_xlim(-0.5, len(words) - 0.5)
        return lambda trials: np.array([words.index(word(t.config[name])) for t in trials], float)
    scale = next((d.scale for d in dimensions if d.scale != "linear"), "linear")
    if scale != "linear":
        ax.set_xscale(scale)
    if scale == "log" and max(values) < 100 * min(values):  # powers of ten are too few ticks
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.xaxis.set_major_formatter(lambda value, _: word(value, 3))
        ax.xaxis.set_minor_locator(NullLocator())
    elif scale == "linear" and all(isinstance(value, Integral) for value in values):
        ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    return lambda trials: np.array([trial.config[name] for trial in trials], float)


def word(value, digits=6):
    """Return a value as it stands at a tick, a number that is not whole to so many digits.

    Examples
    --------
    >>> word(0.1 + 0.2), word(None), word(sorted)
    ('0.3', 'None', 'sorted')
    """
    if is_number(value) and not isinstance(value, Integral):
        return f"{float(f'{value:.{digits}g}'):g}"  # 1000, not 1e+03
    return getattr(value, "__name__", None) or str(value)


def thinned(ticks):
    """Return every tick, or every second, third, ... so that few enough are left to be read.

    Examples
    --------
    >>> thinned([1, 2, 3]), thinned(range(20))
    ([1, 2, 3], [0, 3, 6, 9, 12, 15, 18])
    """
    return list(ticks)[:: 1 + (len(ticks) - 1) // MOST_LABELS]


def add_legend(ax, **more):
    """Draw the legend on a ground of its own: it may have to lie over trials."""
    ground = {"frameon": True, "framealpha": 0.85, "facecolor": "white", "edgecolor": "none"}
    ax.legend(fontsize=9, borderpad=0.3, labelspacing=0.3, **ground, **more)


def mark_failed(ax, x):
    """Draw a cross at the top edge for each failed trial: it has a place, but no loss."""
    if len(x):
        edge = {"transform": ax.get_xaxis_transform(), "clip_on": False}
        ax.plot(x, np.ones(len(x)), "x", color=FAILED, markersize=6, label="failed", **edge)
