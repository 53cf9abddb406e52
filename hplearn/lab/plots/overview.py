"""A finished search at a glance: one line each, for a figure that a notebook shows."""

from math import ceil

from matplotlib.figure import Figure

from hplearn.lab.pictures import mimebundle, png_bytes, smaller
from hplearn.lab.plots.models import plot_shares
from hplearn.lab.plots.searches import plot_history
from hplearn.lab.plots.spaces import plot_slice
from hplearn.lab.style import DPI, styled
from hplearn.tuning.analysis.forest import forest_importance
from hplearn.tuning.analysis.importance import Importance
from hplearn.tuning.spaces import Space
from hplearn.tuning.trials import SearchResult

N_COLUMNS, N_BARS = 3, 10


class Overview(Figure):
    """A figure that shows itself where it is the last value of a cell; its label says what it is.

    >>> fig, axes = overview("three searches", n_axes=3)
    >>> fig, len(axes)
    (three searches, 3)
    """

    def __repr__(self):
        """Return what it shows."""
        return self.get_label()

    def _repr_mimebundle_(self, include=None, exclude=None):
        return mimebundle(smaller(png_bytes(self)), self.get_label())


def overview(label, n_axes=1):
    """Return an `Overview` and its axes, as a list, three in a row."""
    n_rows, n_columns = ceil(n_axes / N_COLUMNS), min(n_axes, N_COLUMNS)
    size = (6, 4) if n_axes == 1 else (3.4 * n_columns, 3.2 * n_rows)
    with styled():
        fig = Overview(figsize=size, dpi=DPI, layout="constrained", label=label)
        axes = fig.subplots(n_rows, n_columns, squeeze=False).ravel()
    for ax in axes[n_axes:]:
        ax.remove()
    return fig, list(axes[:n_axes])


def plot_search(result):
    """Return a figure of what a search found when: every trial, and the incumbent.

    Parameters
    ----------
    result : hplearn.tuning.SearchResult

    Returns
    -------
    matplotlib.figure.Figure
        A notebook shows it as the last value of a cell; ``savefig`` saves it.

    Examples
    --------
    >>> from hplearn.tuning import Uniform, random_search
    >>> result = random_search(lambda config: config["x"] ** 2, {"x": Uniform(-1, 1)}, 9, rng=0)
    >>> plot_search(result)
    9 trials, the best with loss 0.00761
    """
    n_trials = f"{len(result.trials)} trials"
    best = f"the best with {result.measure} {result.best_score:.3g}"
    fig, (ax,) = overview(f"{n_trials}, {best}")
    plot_history(ax, result)
    return fig


def plot_parameters(result, space):
    """Return a figure of the loss over each hyperparameter, an axes each; see `plot_slice`.

    Trials count that had the largest budget: losses compare only at the same one.

    Parameters
    ----------
    result : hplearn.tuning.SearchResult
    space : dict of str to dimension or list, a list of such dicts, or Space
        That of the search.

    Returns
    -------
    matplotlib.figure.Figure
        As of `plot_search`.

    Examples
    --------
    >>> from hplearn.tuning import Uniform, random_search
    >>> space = {"x": Uniform(-1, 1), "kind": ["a", "b"]}
    >>> result = random_search(lambda config: config["x"] ** 2, space, 9, rng=0)
    >>> plot_parameters(result, space)
    loss over x, kind
    """
    branches = Space(space).branches
    names = list(dict.fromkeys(name for branch in branches for name in branch))
    tried = {name for trial in result.trials for name in trial.config}
    names = [name for name in names if name in tried]
    if not names:
        raise ValueError(f"space must hold the hyperparameters of the trials, {sorted(tried)}")
    labels = shortened(names)
    fig, axes = overview(f"{result.measure} over {', '.join(labels)}", len(names))
    for ax, name, label in zip(axes, names, labels, strict=True):
        plot_slice(ax, at_full_budget(result), name, space)
        ax.set_xlabel(label)
        if ax is not axes[0]:
            ax.get_legend().remove()
    return fig


def plot_importance(result, space):
    """Return a figure of how much each hyperparameter, and each pair, mattered: the ten largest.

    Failed trials are left out: they have no loss. `forest_importance`, which computes it, says with
    what care to read it.

    Parameters
    ----------
    result : hplearn.tuning.SearchResult
    space : dict or Space

    Returns
    -------
    matplotlib.figure.Figure
        As of `plot_search`.

    Examples
    --------
    >>> from hplearn.tuning import Uniform, random_search
    >>> space = {"x": Uniform(-1, 1), "z": Uniform(-1, 1)}
    >>> result = random_search(lambda config: config["x"] ** 2, space, 30, rng=0)
    >>> plot_importance(result, space)
    importance, the largest of x
    """
    succeeded = tuple(trial for trial in result.trials if not trial.failed)
    found = forest_importance(SearchResult(succeeded), space, rng=0).ranked()
    names = [" × ".join(shortened(name.split(" × "))) for name in found.names[:N_BARS]]
    ends = (values[:N_BARS] for values in (found.share, found.low, found.high))
    fig, (ax,) = overview(f"importance, the largest of {names[0]}")
    plot_shares(ax, Importance(tuple(names), *ends))
    return fig


def at_full_budget(result):
    """Return the result without the trials that succeeded on less than the largest budget."""
    full = result.best.budget or 0
    kept = [trial for trial in result.trials if trial.failed or (trial.budget or 0) == full]
    return SearchResult(tuple(kept), result.direction)


def shortened(names):
    """Return names without the steps of a pipeline before them, where that keeps them apart.

    >>> shortened(["trees__learning_rate", "n"]), shortened(["a__n", "b__n"])
    (['learning rate', 'n'], ['a  n', 'b  n'])
    """
    short = [name.split("__")[-1] for name in names]
    kept = short if len(set(short)) == len(names) else names
    return [name.replace("_", " ") for name in kept]
