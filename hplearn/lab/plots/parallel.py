"""Parallel coordinates: all hyperparameters of all trials in one picture."""

import numpy as np

from hplearn.lab.plots.scales import FAILED, SHADES, thinned, word
from hplearn.lab.style import PALETTE, QUIET
from hplearn.tuning.spaces import Space


def plot_parallel(ax, result, space):
    """Return the axes with a line for each trial across all hyperparameters, dark for a low loss.

    Each hyperparameter is an upright axis, at its place in the unit cube and with real values at
    its ticks. A line has gaps where a trial lacks a hyperparameter. Low losses lie on top of
    high ones, the best trial is the heavy line, failed ones are dotted.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
    space : dict of str to dimension or list, a list of such dicts, or Space
        Holds the configuration of every trial.

    Raises
    ------
    ValueError
        If a configuration lies outside the space.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import LogUniform, random_search
    >>> space = {"alpha": LogUniform(1e-3, 10), "kind": ["l1", "l2"]}
    >>> result = random_search(lambda config, budget: config["alpha"], space, 9, rng=0)
    >>> ax = plot_parallel(figure(size=(7, 4))[1], result, space)
    """
    space = Space(space)
    points = np.array([_point(space, trial.config) for trial in result.trials])
    failed = np.array([trial.failed for trial in result.trials])
    lost = {"color": FAILED, "linewidth": 1, "markersize": 4, "clip_on": False}
    for point in points[failed]:
        ax.plot(point, "x:", **lost)
    losses, points = result.losses[~failed], points[~failed]
    _, rank = np.unique(losses, return_inverse=True)  # equal losses share one
    shades = SHADES(1 - rank / max(rank.max(initial=0), 1))
    for trial in np.argsort(-losses, kind="stable"):
        ax.plot(points[trial], "-", marker=".", color=shades[trial], linewidth=1, clip_on=False)
    if len(losses):
        worst = f"worst: {result.measure} {result.as_returned(losses.max()):.3g}"
        ax.plot([], [], "-", color=SHADES(0.0), label=worst)
        best = f"best: {result.measure} {result.best_score:.3g}"
        heavy = {"color": PALETTE[1], "linewidth": 2.4, "markersize": 4, "label": best}
        ax.plot(_point(space, result.best_config), "o-", **heavy)
    if failed.any():
        ax.plot([], [], "x:", label="failed", **lost)
    _dress(ax, _axes_of(space))
    return ax


def _varied(space):
    """Return the coordinates of the space that leave a choice, (branch, name, dimension) each."""
    return [
        (branch, name, dimension)
        for branch, name, dimension in space.coordinates
        if dimension.options is None or len(dimension.options) > 1
    ]


def _point(space, config):
    """Return the places of a configuration on the axes, NaN on those it does not use."""
    branch = space.branch_of(config)
    switch = [(branch + 0.5) / len(space.branches)] if len(space.branches) > 1 else []
    return switch + [
        dimension.to_unit(config[name]) if owner == branch else np.nan
        for owner, name, dimension in _varied(space)
    ]


def _axes_of(space):
    """Return the name of each axis, and its ticks as a list of (place, word)."""
    names, axes = [], []
    if len(space.branches) > 1:
        names = [_branch_name(number, branch) for number, branch in enumerate(space.branches)]
        axes = [("branch", [((k + 0.5) / len(names), name) for k, name in enumerate(names)])]
    for owner, name, dimension in _varied(space):
        values = thinned(dimension.grid(3))
        title = name.replace("_", " ") + (f"\n({names[owner]})" if names else "")
        axes.append((title, [(dimension.to_unit(value), word(value, 3)) for value in values]))
    return axes


def _branch_name(number, branch):
    fixed = [d.options[0] for d in branch.values() if d.options and len(d.options) == 1]
    return ", ".join(map(word, fixed)) or f"branch {number + 1}"


def _dress(ax, axes):
    """Draw the upright axes with their words, and name them."""
    halo = {"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 1}
    for x, (_, ticks) in enumerate(axes):
        ax.axvline(x, color=QUIET, linestyle="-", linewidth=1, zorder=0.9)
        for y, text in ticks:
            ax.text(x + 0.04, y, text, fontsize=8, va="center", bbox=halo, zorder=5)
    ax.set_xticks(range(len(axes)), [title for title, _ in axes])
    ax.set(xlim=(0, len(axes) - 0.5), ylim=(-0.05, 1.05), yticks=[])
    ax.grid(visible=False)
    ax.legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
