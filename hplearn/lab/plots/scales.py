"""How trials look in a plot: where a value stands on an axis, what shade a loss has."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Scale:
    """The axis of one hyperparameter.

    Parameters
    ----------
    name : str
    words : tuple of str
        The options, for values that stand side by side; empty for numbers.
    scale : str
        Of the axis on which numbers stand, by Matplotlib's name.
    fine : bool
        Whether they lie within two decades of a log scale, where powers of ten are too few ticks.
    whole : bool
        Whether all numbers are whole.

    Examples
    --------
    >>> from hplearn.tuning import Trial
    >>> trial = Trial(0, {"optimizer": "adam"}, budget=None, loss=0.5, seconds=0.1)
    >>> Scale("optimizer", words=("sgd", "adam")).place([trial])
    array([1.])
    """

    name: str
    words: tuple[str, ...] = ()
    scale: str = "linear"
    fine: bool = False
    whole: bool = False

    def place(self, trials):
        """Return the position of each trial's value on the axis, array (n_trials,)."""
        values = [trial.config[self.name] for trial in trials]
        if self.words:
            values = [self.words.index(word(value)) for value in values]
        return np.array(values, dtype=float)

    def dress(self, ax):
        """Give the x axis its name, its scale and its ticks."""
        ax.set_xlabel(self.name.replace("_", " "))
        if self.words:
            ticks = thinned(range(len(self.words)))
            ax.set_xticks(ticks, [self.words[tick] for tick in ticks])
            ax.set_xlim(-0.5, len(self.words) - 0.5)
        elif self.scale != "linear":
            ax.set_xscale(self.scale)
            if self.fine:
                ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
                ax.xaxis.set_major_formatter(lambda value, _: word(value, 3))
                ax.xaxis.set_minor_locator(NullLocator())
        elif self.whole:
            ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))


def scale_of(name, result, space=None):
    """Return the `Scale` of a hyperparameter, from its dimension if there is a space.

    Options stand side by side, and so do values that are not all numbers.

    Raises
    ------
    ValueError
        If no trial has the hyperparameter.
    """
    values = [trial.config[name] for trial in result.trials if name in trial.config]
    if not values:
        raise ValueError(f"no trial has a hyperparameter {name!r}")
    branches = Space(space).branches if space is not None else ()
    dimensions = [branch[name] for branch in branches if name in branch]
    options = [option for dimension in dimensions for option in dimension.options or ()]
    if options or not all(map(is_number, values)):
        return Scale(name, words=tuple(dict.fromkeys(map(word, [*options, *values]))))
    whole = all(isinstance(v, Integral) for v in values)
    scale = next((d.scale for d in dimensions if d.scale != "linear"), "linear")
    fine = scale == "log" and max(values) < 100 * min(values)
    return Scale(name, scale=scale, fine=fine, whole=whole)


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
