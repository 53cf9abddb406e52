"""Curves: losses over the steps, scores and coefficients over a hyperparameter."""

import numpy as np

from hplearn.lab.style import ALARM, PALETTE, QUIET, label_ends


def plot_losses(ax, history, *, labels=None, minimum=0.0):
    """Return the axes with each run's loss on a log scale; a run that diverged says when.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    history : hplearn.optim.History
        Of one run or of several, ``loss`` of shape (n_records,) or (n_records, n_runs).
    labels : sequence of str, optional
        One for each run; without them, a diverged run is marked in the picture itself.
    minimum : float
        Subtracted from the loss, for a surface whose lowest value is not 0.

    Examples
    --------
    >>> from hplearn import GD, minimize, sweep
    >>> from hplearn.lab import figure
    >>> from hplearn.optim.surfaces import bowl
    >>> history = minimize(bowl(), [9.0, 3.0], GD(learning_rate=sweep(0.05, 0.21)), n_steps=30)
    >>> ax = plot_losses(figure()[1], history, labels=["0.05", "0.21"])
    """
    losses = np.asarray(history.loss, dtype=float)
    losses = losses.reshape(len(losses), -1) - minimum  # (n_records, n_runs)
    ends = np.ravel(history.diverged_at)
    top = 1e4 * np.max(losses[0])  # a run counts as diverged at 1e3 times its start
    ax.set_xlim(-1, len(losses))
    for run, end in enumerate(ends):
        words = f"diverged at step {end}" if end >= 0 else ""
        label = ": ".join(filter(None, [labels[run], words])) if labels is not None else None
        (line,) = ax.plot(losses[:, run], label=label)
        if end >= 0:
            height = np.fmin(losses[end, run], top / 4)
            ax.plot(end, height, "x", color=line.get_color(), markersize=9, markeredgewidth=2)
            if labels is None:
                _write_beside(ax, (end, height), words)
    ylabel = "loss above the minimum" if minimum else "loss"
    ax.set(yscale="log", xlabel="step", ylabel=ylabel)
    if (ends >= 0).any():
        ax.set_ylim(top=top)
    if labels is not None:
        label_ends(ax)
    return ax


def _write_beside(ax, point, words):
    """Write on the side of the point that has more room."""
    right = point[0] > np.mean(ax.get_xlim())
    side = {"ha": "right" if right else "left", "xytext": (-10 if right else 10, -4)}
    ax.annotate(words, point, textcoords="offset points", color=ALARM, **side)


def plot_cv_curve(
    ax, values, mean, spread, *, best=None, xlabel="alpha", ylabel="loss", legend=None
):
    """Return the axes with mean ± spread over the folds against a hyperparameter, log axis.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    values : array_like, shape (n_values,)
        Positive values of the hyperparameter.
    mean, spread : array_like, shape (n_values,)
        Over the folds; the band is one spread to each side.
    best : int, optional
        Index of the value to mark.
    xlabel, ylabel : str
    legend : dict, optional
        Arguments of ``ax.legend``, such as ``{"loc": "lower left"}``.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> ax = plot_cv_curve(figure()[1], [0.1, 1, 10], [3.0, 2.0, 4.0], [0.5, 0.4, 0.5], best=1)
    """
    values, mean, spread = (np.asarray(record, dtype=float) for record in (values, mean, spread))
    ax.fill_between(values, mean - spread, mean + spread, color=PALETTE[4], alpha=0.3, lw=0)
    ax.plot(values, mean, color=PALETTE[0], linestyle="-", label="mean of the folds, ± spread")
    if best is not None:
        label = f"best: {xlabel} = {values[best]:.3g}"
        ax.plot(values[best], mean[best], "o", color=PALETTE[1], label=label)
    ax.set(xscale="log", xlabel=xlabel, ylabel=ylabel)
    ax.legend(**{"frameon": False, **(legend or {})})
    return ax


def plot_coefficients(ax, alphas, coefs, *, labels=None, grey=None, marked=None):
    """Return the axes with each coefficient's path as the ridge strength grows, log axis.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    alphas : array_like, shape (n_alphas,)
        Positive.
    coefs : array_like, shape (n_alphas, n_features)
    labels : sequence of str, optional
        One for each feature, for a legend; grey ones do not appear there.
    grey : array_like of bool, shape (n_features,), optional
        Features to draw thin and grey, behind the others and without a dot.
    marked : int, optional
        Index of an alpha at which every path gets a dot.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> ax = plot_coefficients(figure()[1], [0.1, 1, 10], [[3.0, 1.0], [2.0, 0.9], [0.5, 0.4]])
    """
    coefs = np.asarray(coefs, dtype=float)
    grey = np.zeros(coefs.shape[1], dtype=bool) if grey is None else np.asarray(grey, dtype=bool)
    ax.axhline(0, color=QUIET, linewidth=0.8, linestyle="-")
    ax.plot(alphas, coefs[:, grey], color=QUIET, linewidth=0.6, linestyle="-", zorder=1.9)
    for feature in np.flatnonzero(~grey):
        label = labels[feature] if labels is not None else None
        ax.plot(alphas, coefs[:, feature], label=label)
    if marked is not None:
        dots = coefs[marked, ~grey]
        ax.plot(np.full(len(dots), alphas[marked]), dots, ".", color="black", zorder=5)
    ax.set(xscale="log", xlabel="alpha", ylabel="coefficient")
    if labels is not None:
        ax.legend(frameon=False, fontsize=8, ncols=1 + coefs.shape[1] // 6)
    return ax
