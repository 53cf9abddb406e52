"""Plots of where a search went: loss over one hyperparameter, over two, over all of them."""

import numpy as np
from matplotlib.tri import Triangulation

from hplearn.lab.plots.scales import (
    FAILED,
    SHADES,
    add_legend,
    mark_failed,
    measure_of,
    rank_shades,
    scale_of,
)
from hplearn.lab.style import PALETTE, QUIET

N_LAYERS = 8


def plot_slice(ax, result, name, space=None):
    """Return the axes with every trial's loss over one hyperparameter; later trials are darker.

    Failed trials are crosses at the top edge. In a conditional space, trials without the
    hyperparameter are left out.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
    name : str
        The hyperparameter.
    space : dict of str to dimension or list, a list of such dicts, or Space, optional
        Where the search looked: a log dimension gets a log axis, a choice one tick an option.

    Raises
    ------
    ValueError
        If no trial has the hyperparameter.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import LogUniform, random_search
    >>> space = {"alpha": LogUniform(1e-3, 10)}
    >>> result = random_search(lambda config, budget: config["alpha"], space, 9, rng=0)
    >>> ax = plot_slice(figure()[1], result, "alpha", space)
    """
    scale = scale_of(name, result, space)
    trials = [trial for trial in result.trials if name in trial.config and not trial.failed]
    last = max(len(result.trials) - 1, 1)
    shades = SHADES([trial.number / last for trial in trials])
    losses = [result.as_returned(trial.loss) for trial in trials]
    dots = {"facecolors": shades, "edgecolors": QUIET, "linewidths": 0.5, "s": 28, "zorder": 2}
    ax.scatter(_places(scale, trials), losses, **dots)
    for words, shade in (("first trial", SHADES(0.0)), ("last trial", SHADES(1.0))):
        ax.plot([], [], "o", color=shade, markeredgecolor=QUIET, label=words)
    if name in result.best_config and not result.best.failed:
        _mark_best(ax, _places(scale, [result.best]), result.best_score)
    failed = [trial for trial in result.trials if name in trial.config and trial.failed]
    mark_failed(ax, _places(scale, failed))
    scale.dress(ax, "x")
    ax.set(ylabel=measure_of(result))
    add_legend(ax)
    return ax


def plot_loss_map(ax, result, name_x, name_y, space=None):
    """Return the axes with the trials over two hyperparameters, and the loss between them.

    Layers hold equal numbers of trials, the darker the lower the loss, straight from trial to trial
    as the axes are drawn. Where several trials share a place, the lowest loss counts. Without four
    places off one line, with equal losses, or with options that stand side by side there is no
    between: then only the trials are drawn. Failed trials are crosses where they stood.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    result : hplearn.tuning.SearchResult
    name_x, name_y : str
        The hyperparameters.
    space
        As in `plot_slice`.

    Raises
    ------
    ValueError
        If no trial has one of the hyperparameters.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> from hplearn.tuning import LogUniform, Uniform, random_search
    >>> def evaluate(config, budget):
    ...     return config["x"] ** 2 + config["alpha"]
    >>> space = {"x": Uniform(-1, 1), "alpha": LogUniform(1e-3, 10)}
    >>> result = random_search(evaluate, space, 20, rng=0)
    >>> ax = plot_loss_map(figure()[1], result, "x", "alpha", space)
    """
    scales = [scale_of(name, result, space) for name in (name_x, name_y)]
    for side, scale in zip("xy", scales, strict=True):
        scale.dress(ax, side)
    held = [trial for trial in result.trials if {name_x, name_y} <= trial.config.keys()]
    done = [trial for trial in held if not trial.failed]
    failed = [trial for trial in held if trial.failed]
    places = np.column_stack([_places(scale, done) for scale in scales])
    losses = np.array([trial.loss for trial in done])
    order = np.argsort(-losses, kind="stable")  # the best lie on top
    dots = {"edgecolors": "white", "linewidths": 0.7, "s": 26, "zorder": 3}
    ax.scatter(*places[order].T, facecolors=rank_shades(losses)[order], **dots)
    if not any(scale.words for scale in scales):
        _draw_layers(ax, places, losses, scales)
    crosses = {"color": FAILED, "markersize": 6, "label": "failed", "zorder": 3}
    if failed:
        ax.plot(*[_places(scale, failed) for scale in scales], "x", **crosses)
    if done and {name_x, name_y} <= result.best_config.keys():
        best = [_places(scale, [result.best]) for scale in scales]
        worst = f"worst: {result.measure} {result.as_returned(losses.max()):.3g}"
        ax.plot([], [], "o", color=SHADES(0.0), label=worst)
        _mark_best(ax, *best, label=f"best: {result.measure} {result.best_score:.3g}")
    add_legend(ax)
    return ax


def _draw_layers(ax, places, losses, scales):
    """Fill layers of loss between the places, linear in what the axes show."""
    seen = np.column_stack(
        [np.log10(x) if s.log else x for x, s in zip(places.T, scales, strict=True)]
    )
    seen, owner = np.unique(seen, axis=0, return_inverse=True)
    if len(seen) < 4:
        return
    lowest = np.full(len(seen), np.inf)
    np.minimum.at(lowest, owner.ravel(), losses)
    unit = (seen - seen.min(axis=0)) / np.where(np.ptp(seen, axis=0) > 0, np.ptp(seen, axis=0), 1)
    levels = np.unique(np.quantile(lowest, np.linspace(0, 1, N_LAYERS + 1)))
    on_a_line = np.linalg.matrix_rank(unit - unit[:1], tol=1e-9) < 2
    if on_a_line or len(levels) < 2:
        return
    triangles = Triangulation(*unit.T).triangles
    ax.autoscale_view()
    limits = ax.get_xlim(), ax.get_ylim()
    pale = 1 - 0.6 * (1 - SHADES(np.linspace(1, 0, len(levels) - 1))[:, :3])
    drawn = {"transform": ax.transLimits + ax.transAxes, "zorder": 0.5}
    ax.tricontourf(*seen.T, triangles, lowest, levels=levels, colors=pale, **drawn)
    ax.set(xlim=limits[0], ylim=limits[1])


def _places(scale, trials):
    return scale.place([trial.config[scale.name] for trial in trials])


def _mark_best(ax, x, y, label="best"):
    style = {"color": PALETTE[1], "markersize": 11, "markeredgecolor": "white", "zorder": 4}
    ax.plot(x, y, "*", label=label, **style)
