"""Plots of the course of a search: what it found when, what it spent, who went on."""

import numpy as np

from hplearn.lab.plots.scales import SHADES, add_legend, mark_failed, measure_of
from hplearn.lab.style import PALETTE, QUIET
from hplearn.tuning.searches.population import lineage

COSTS = {"trials": "trials", "spent": "budget spent"}


def plot_history(ax, result, *, x="trials", continued=False):
    """Return the axes with the loss of every trial, and the incumbent as steps.

    A trial at less than the largest budget is hollow, since the incumbent is one of the largest:
    there its line may rise. A failed trial is a cross at the top edge.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
    x : {"trials", "spent"}
        What the search had cost when a trial ended: trials, or their budgets.
    continued : bool
        As in ``result.spent``: whether a trial with a parent paid only for the rest.

    Raises
    ------
    ValueError
        If `x` is neither.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import grid_search
    >>> result = grid_search(lambda config, budget: config["x"] ** 2, {"x": [2, -1, 0, 3]})
    >>> ax = plot_history(figure()[1], result)
    """
    cost = _cost(result, x, continued)
    failed = np.array([trial.failed for trial in result.trials])
    budgets = np.array([trial.budget or 0 for trial in result.trials])
    short = ~failed & (budgets < max(budgets[~failed], default=0))
    full = ~failed & ~short
    dots = {"marker": "o", "linestyle": "none", "color": QUIET, "markersize": 4}
    told, incumbent = map(result.as_returned, (result.losses, result.incumbent))
    ax.plot(cost[full], told[full], label="trial", **dots)
    if short.any():
        ax.plot(cost[short], told[short], fillstyle="none", label="smaller budget", **dots)
    known = np.isfinite(incumbent)
    line = {"where": "post", "color": PALETTE[0], "linestyle": "-", "label": "incumbent"}
    ax.step(cost[known], incumbent[known], **line)
    mark_failed(ax, cost[failed])
    ax.set(xlabel=COSTS[x], ylabel=measure_of(result))
    add_legend(ax)
    return ax


def plot_incumbents(ax, results, *, x="trials", continued=False):
    """Return the axes with each search's median incumbent over its runs, and the quartiles.

    A run's incumbent is a step function of what was spent; median and quartiles are taken at every
    cost where one of them steps. A curve begins where the last of its runs has an incumbent and
    ends where the first of them ends: nothing is said about runs that are not there.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    results : dict of str to list of hplearn.tuning.SearchResult
        By name of the search, its runs from different seeds.
    x, continued
        As in `plot_history`.

    Raises
    ------
    ValueError
        If `x` is neither, a search has no run, or one run ends before another has an incumbent.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import Uniform, random_search
    >>> def evaluate(config, budget):
    ...     return config["x"] ** 2
    >>> runs = [random_search(evaluate, {"x": Uniform(0, 1)}, 9, rng=seed) for seed in range(5)]
    >>> ax = plot_incumbents(figure()[1], {"random": runs})
    """
    for name, runs in results.items():
        if not runs:
            raise ValueError(f"results must hold runs of each search, got none of {name!r}")
        steps = [(_cost(r, x, continued), r.as_returned(r.incumbent)) for r in runs]
        cost, losses = _common_steps(name, steps)
        low, median, high = np.quantile(losses, [0.25, 0.5, 0.75], axis=0)
        (line,) = ax.step(cost, median, where="post", label=name)
        if len(runs) > 1:
            band = {"color": line.get_color(), "alpha": 0.2, "linewidth": 0}
            ax.fill_between(cost, low, high, step="post", **band)
    measures = {measure_of(run) for runs in results.values() for run in runs}
    if len(measures) > 1:
        raise ValueError("results must all minimize or all maximize, got both")
    ax.set(xlabel=COSTS[x], ylabel="incumbent: " + "".join(measures))
    several = any(len(runs) > 1 for runs in results.values())
    add_legend(ax, title="median and quartiles" if several else None)
    return ax


def plot_budget(ax, result, *, continued=False):
    """Return the axes with what was spent, a bar for each bracket, stacked by the trials' budgets.

    A bracket is of trials whose first ancestor had the same budget.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
    continued : bool
        As in ``result.spent``: whether a trial with a parent paid only for the rest.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import Uniform, hyperband
    >>> def evaluate(config, budget):
    ...     return config["x"] ** 2 + 1 / budget
    >>> ax = plot_budget(figure()[1], hyperband(evaluate, {"x": Uniform(0, 1)}, 9, rng=0))
    """
    brackets = np.array([_bracket(trial, result) for trial in result.trials])
    budgets = np.array([trial.budget or 0 for trial in result.trials])
    paid = np.diff(result.spent(continued=continued), prepend=0)
    bars, levels = list(dict.fromkeys(brackets)), np.unique(budgets)
    left = np.zeros(len(bars))
    for level, shade in zip(levels, SHADES(np.linspace(0, 1, len(levels))), strict=True):
        widths = np.array([paid[(brackets == bar) & (budgets == level)].sum() for bar in bars])
        style = {"color": shade, "edgecolor": "white", "height": 0.5}
        ax.barh(range(len(bars)), widths, left=left, label=f"{level:g}", **style)
        left += widths
    _name_bars(ax, bars)
    if levels.any():
        add_legend(ax, title="trial's budget", ncols=1 + len(levels) // 7)
    ax.set(xlabel="budget spent")
    return ax


def _bracket(trial, result):
    first = lineage(result, trial)[0].budget
    return "all trials" if first is None else f"bracket from {first:g}"


def _cost(result, x, continued):
    """Return what the search had cost after each trial, array (n_trials,)."""
    if x not in COSTS:
        raise ValueError(f"x must be 'trials' or 'spent', got {x!r}")
    if x == "spent":
        return np.asarray(result.spent(continued=continued))
    return np.arange(1, len(result.trials) + 1)


def _common_steps(name, curves):
    """Return the costs (n_costs,) at which a run steps, and every run's loss there.

    `curves` holds the costs and losses of each run; the losses returned are (n_runs, n_costs).
    """
    start = max(cost[np.isfinite(loss)][0] for cost, loss in curves)
    end = min(cost[-1] for cost, _ in curves)
    if start > end:
        raise ValueError(f"of {name!r} one run ends at {end:g}, before another has an incumbent")
    costs = np.unique(np.concatenate([cost for cost, _ in curves]))
    costs = costs[(start <= costs) & (costs <= end)]
    rows = [loss[np.searchsorted(cost, costs, side="right") - 1] for cost, loss in curves]
    return costs, np.array(rows)


def _name_bars(ax, names):
    """Write the name of each bar above it, inside the axes: long names find room there."""
    for row, name in enumerate(names):
        place = {"va": "center", "transform": ax.get_yaxis_transform()}
        ax.text(0.015, row - 0.4, name, fontsize=9, **place)
    ax.set(yticks=[], ylim=(len(names) - 0.6, -0.65))
