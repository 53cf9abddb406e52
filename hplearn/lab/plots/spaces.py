"""A plot of where a search went: loss over one hyperparameter."""

from hplearn.lab.plots.scales import SHADES, add_legend, dressed, mark_failed, measure_of
from hplearn.lab.style import PALETTE, QUIET


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
    place = dressed(ax, name, result, space)
    held = [trial for trial in result.trials if name in trial.config]
    trials = [trial for trial in held if not trial.failed]
    last = max(len(result.trials) - 1, 1)
    shades = SHADES([trial.number / last for trial in trials])
    losses = [result.as_returned(trial.loss) for trial in trials]
    dots = {"facecolors": shades, "edgecolors": QUIET, "linewidths": 0.5, "s": 28, "zorder": 2}
    ax.scatter(place(trials), losses, **dots)
    for words, shade in (("first trial", SHADES(0.0)), ("last trial", SHADES(1.0))):
        ax.plot([], [], "o", color=shade, markeredgecolor=QUIET, label=words)
    if result.best in trials:
        star = {"color": PALETTE[1], "markersize": 11, "markeredgecolor": "white", "zorder": 4}
        ax.plot(place([result.best]), result.best_score, "*", label="best", **star)
    mark_failed(ax, place([trial for trial in held if trial.failed]))
    ax.set(ylabel=measure_of(result))
    add_legend(ax)
    return ax
