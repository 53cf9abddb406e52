"""Plots of the course of a search: what it found when, who went on."""

import numpy as np

from hplearn.lab.plots.scales import add_legend, mark_failed, measure_of, thinned
from hplearn.lab.style import PALETTE, QUIET
from hplearn.tuning.searches.population import lineage


def plot_history(ax, result):
    """Return the axes with the loss of every trial, and the incumbent as steps.

    A trial at less than the largest budget is hollow, since the incumbent is one of the largest:
    there its line may rise. A failed trial is a cross at the top edge.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import grid_search
    >>> result = grid_search(lambda config, budget: config["x"] ** 2, {"x": [2, -1, 0, 3]})
    >>> ax = plot_history(figure()[1], result)
    """
    number = np.arange(1, len(result.trials) + 1)
    failed = np.array([trial.failed for trial in result.trials])
    budgets = np.array([trial.budget or 0 for trial in result.trials])
    short = ~failed & (budgets < max(budgets[~failed], default=0))
    full = ~failed & ~short
    dots = {"marker": "o", "linestyle": "none", "color": QUIET, "markersize": 4}
    told, incumbent = map(result.as_returned, (result.losses, result.incumbent))
    ax.plot(number[full], told[full], label="trial", **dots)
    if short.any():
        ax.plot(number[short], told[short], fillstyle="none", label="smaller budget", **dots)
    known = np.isfinite(incumbent)
    line = {"where": "post", "color": PALETTE[0], "linestyle": "-", "label": "incumbent"}
    ax.step(number[known], incumbent[known], **line)
    mark_failed(ax, number[failed])
    ax.set(xlabel="trials", ylabel=measure_of(result))
    add_legend(ax)
    return ax


def plot_rungs(ax, result):
    """Return the axes with loss over budget, one line for each configuration: who survives.

    Lines that stop before the largest budget are grey. A trial that failed is a cross at the top
    edge.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
        Of `successive_halving`, `hyperband`, `asynchronous_halving` or any search with budgets.

    Raises
    ------
    ValueError
        If a trial has no budget.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import Uniform, successive_halving
    >>> def evaluate(config, budget):
    ...     return config["x"] ** 2 + 1 / budget
    >>> ax = plot_rungs(figure()[1], successive_halving(evaluate, {"x": Uniform(0, 1)}, 9, rng=0))
    """
    budgets = _budgets(result)
    parents = {trial.parent for trial in result.trials}
    lines = [lineage(result, last) for last in result.trials if last.number not in parents]
    lines = [
        [(t.budget, result.as_returned(t.loss)) for t in line if not t.failed] for line in lines
    ]
    early = [line for line in lines if line and line[-1][0] < budgets[-1]]
    full = [line for line in lines if line and line[-1][0] == budgets[-1]]
    quiet = {"color": QUIET, "linewidth": 0.8, "zorder": 1.9}
    loud = {"color": PALETTE[0], "linewidth": 1.4}
    full_label = f"reaches budget {budgets[-1]:g}"
    for group, label, style in ((early, "stops early", quiet), (full, full_label, loud)):
        for k, line in enumerate(group):
            words = label if k == 0 else None
            ax.plot(*np.transpose(line), marker=".", linestyle="-", label=words, **style)
    best = result.best
    star = best.budget, result.best_score
    ax.plot(*star, "*", color=PALETTE[1], markersize=11, label="best", zorder=4)
    mark_failed(ax, [trial.budget for trial in result.trials if trial.failed])
    _dress_budgets(ax, budgets)
    ax.set(ylabel=measure_of(result))
    add_legend(ax)
    return ax


def _budgets(result):
    """Return the distinct budgets, increasing."""
    if any(trial.budget is None for trial in result.trials):
        raise ValueError("plot_rungs needs trials with a budget, got a trial whose budget is None")
    return sorted({trial.budget for trial in result.trials})


def _dress_budgets(ax, budgets):
    ticks = thinned(budgets)
    ax.set_xscale("log")
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("budget")
