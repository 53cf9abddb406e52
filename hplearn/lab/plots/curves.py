"""Curves: losses over the steps, scores over a hyperparameter."""

import numpy as np

from hplearn.lab.style import PALETTE, label_ends


def plot_losses(ax, history, labels):
    """Return the axes with each run's loss on a log scale; a run that diverged says when.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    history : hplearn.optim.History
        Of one run or of several, ``loss`` of shape (n_records,) or (n_records, n_runs).
    labels : sequence of str
        One for each run.

    Examples
    --------
    >>> from hplearn import GD, minimize, sweep
    >>> from hplearn.lab import figure
    >>> from hplearn.optim.surfaces import bowl
    >>> history = minimize(bowl(), [9.0, 3.0], GD(learning_rate=sweep(0.05, 0.21)), n_steps=30)
    >>> ax = plot_losses(figure()[1], history, ["0.05", "0.21"])
    """
    losses = np.asarray(history.loss, dtype=float)
    losses = losses.reshape(len(losses), -1)  # (n_records, n_runs)
    ends = np.ravel(history.diverged_at)
    top = 1e4 * np.max(losses[0])  # a run counts as diverged at 1e3 times its start
    ax.set_xlim(-1, len(losses))
    for run, (label, end) in enumerate(zip(labels, ends, strict=True)):
        words = f": diverged at step {end}" if end >= 0 else ""
        (line,) = ax.plot(losses[:, run], label=label + words)
        if end >= 0:
            height = np.fmin(losses[end, run], top / 4)
            ax.plot(end, height, "x", color=line.get_color(), markersize=9, markeredgewidth=2)
    ax.set(yscale="log", xlabel="step", ylabel="loss")
    if (ends >= 0).any():
        ax.set_ylim(top=top)
    label_ends(ax)
    return ax


def plot_cv_curve(ax, values, mean, spread, *, best=None, ylabel="loss"):
    """Return the axes with mean ± spread over the folds against alpha, log axis.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array_like, shape (n_values,)
        Of alpha, positive.
    mean, spread : array_like, shape (n_values,)
        Over the folds; the band is one spread to each side.
    best : int, optional
        Index of the value to mark.
    ylabel : str

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> ax = plot_cv_curve(figure()[1], [0.1, 1, 10], [3.0, 2.0, 4.0], [0.5, 0.4, 0.5], best=1)
    """
    values, mean, spread = (np.asarray(record, dtype=float) for record in (values, mean, spread))
    ax.fill_between(values, mean - spread, mean + spread, color=PALETTE[4], alpha=0.3, lw=0)
    ax.plot(values, mean, color=PALETTE[0], linestyle="-", label="mean of the folds, ± spread")
    if best is not None:
        label = f"best: alpha = {values[best]:.3g}"
        ax.plot(values[best], mean[best], "o", color=PALETTE[1], label=label)
    ax.set(xscale="log", xlabel="alpha", ylabel=ylabel)
    ax.legend(frameon=False)
    return ax
