"""Plots that follow trials from parent to child: who went on, and with what."""

import numpy as np

from hplearn.lab.plots.scales import FAILED, add_legend, mark_failed, measure_of, scale_of, thinned
from hplearn.lab.style import PALETTE, QUIET
from hplearn.tuning.searches.population import lineage


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
    budgets = _budgets("plot_rungs", result)
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


def plot_lineage(ax, result, name, space=None):
    """Return the axes with a hyperparameter over the budget, joined from parent to child.

    Level lines keep their value, others are a child that took over its parent's training with a
    new value. The heavy line leads to the best trial. A failed trial is a cross where it stood.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
        Of `population_based_training`.
    name : str
        The hyperparameter.
    space : dict of str to dimension or list, a list of such dicts, or Space, optional
        Says whether the scale is a log scale.

    Raises
    ------
    ValueError
        If a trial has no budget, or no trial has the hyperparameter.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import SearchResult, Trial
    >>> trials = Trial(0, {"x": 1}, 1, 0.5, 0.0), Trial(1, {"x": 2}, 2, 0.4, 0.0, parent=0)
    >>> ax = plot_lineage(figure()[1], SearchResult(trials), "x")
    """
    budgets, scale = _budgets("plot_lineage", result), scale_of(name, result, space)
    for trial in result.trials:
        *_, parent, child = [None, *lineage(result, trial)]
        if parent is not None and {name} <= parent.config.keys() & child.config.keys():
            ax.plot(*_points([parent, child], scale), "-", color=QUIET, linewidth=1)
    held = [trial for trial in result.trials if name in trial.config]
    failed = [trial for trial in held if trial.failed]
    dots = {"linestyle": "none", "color": QUIET, "markersize": 4}
    ax.plot(*_points([trial for trial in held if not trial.failed], scale), marker="o", **dots)
    if failed:
        crosses = dots | {"color": FAILED, "markersize": 7, "label": "failed"}
        ax.plot(*_points(failed, scale), marker="x", **crosses)
    line = {"color": PALETTE[0], "linewidth": 2.4, "linestyle": "-", "marker": "o", "markersize": 5}
    best = [trial for trial in lineage(result) if name in trial.config]
    ax.plot(*_points(best, scale), label="leads to the best", **line)
    _dress_budgets(ax, budgets, log=False)
    scale.dress(ax, "y")
    add_legend(ax)
    return ax


def _points(trials, scale):
    """Return the budgets and the places of the values of the trials."""
    return [trial.budget for trial in trials], scale.place(trials)


def _budgets(caller, result):
    """Return the distinct budgets, increasing."""
    if any(trial.budget is None for trial in result.trials):
        raise ValueError(f"{caller} needs trials with a budget, got a trial whose budget is None")
    return sorted({trial.budget for trial in result.trials})


def _dress_budgets(ax, budgets, *, log=True):
    if log:
        ax.set_xscale("log")
    ticks = thinned(budgets)
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.set_xlabel("budget")
