"""Which hyperparameters mattered: exact analysis of variance on a finished grid.

The loss varies over the grid. Its variance splits into what each hyperparameter does alone, what
each pair does beyond its two parts, and a rest.

symbol    meaning
------    -------
f         loss of a configuration
f_i       main effect: mean of f at each value of hyperparameter i, over all the others
V         variance of f over the grid
V_i       variance of f_i
V_ij      variance of the mean of f at each pair of values, less V_i and V_j
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from hplearn.checks import require
from hplearn.tuning.analysis.luck import mean_interval


@dataclass(frozen=True)
class Importance:
    """Shares of the variance of the loss, that sum to 1.

    >>> print(table_importance([[0.0, 1.0], [2.0, 3.0]], ["depth", "width"]))
    depth          0.800
    width          0.200
    depth × width  0.000
    higher order   0.000
    """

    names: tuple[str, ...]  # each hyperparameter, each pair as "a × b", then "higher order"
    share: np.ndarray  # of the variance (n_effects,), 0 to 1
    low: np.ndarray  # ends of the 95 % interval of each share; NaN where nothing tells it
    high: np.ndarray

    def __getitem__(self, name):
        """Return the share of `name`."""
        return float(self.share[self.names.index(name)])

    def ranked(self):
        """Return the same record, the largest share first."""
        order = np.argsort(-self.share, kind="stable")
        names = tuple(self.names[i] for i in order)
        return Importance(names, self.share[order], self.low[order], self.high[order])

    def __str__(self):
        """Return one line for each effect, the largest share first."""
        ranked, width = self.ranked(), max(map(len, self.names))
        rows = zip(ranked.names, ranked.share, ranked.low, ranked.high, strict=True)
        return "\n".join(
            f"{name:{width}}  {share:.3f}"
            + ("" if np.isnan(low) else f"  ({low:.3f} to {high:.3f})")
            for name, share, low, high in rows
        )


def table_importance(losses, names, *, seeds=False, quantile=1.0):
    """Return the exact `Importance` of every hyperparameter and pair on a full grid.

    Parameters
    ----------
    losses : array (n_values of the first, …, n_values of the last[, n_seeds])
        An axis for each hyperparameter; NaN or infinite where a run failed.
    names : sequence of str
        Of the hyperparameters, in the order of the axes.
    seeds : bool
        Whether the last axis holds repeats of each run, two or more. Then the mean over them is
        analysed, and their spread gives the intervals.
    quantile : float
        Losses above this quantile are set to it. At 1 nothing is. Some hopeless runs can hold
        nearly all the variance; at 0.5 the question is what matters within the better half.

    Returns
    -------
    Importance

    Raises
    ------
    ValueError
        When axes and names differ, all losses are alike, or some are infinite after the cut.

    Notes
    -----
    Every effect picks up some noise of the seeds, so small shares are a little too high. The
    interval is for the share in a table without that noise: a jackknife over the seeds, with
    Student's t, widened where it would leave the share outside.

    References
    ----------
    Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance",
    ICML 2014.

    Examples
    --------
    What only matters together is neither's own:

    >>> table_importance([[0.0, 1.0], [1.0, 0.0]], ["depth", "width"])["depth × width"]
    1.0
    """
    losses = np.asarray(losses, dtype=float)
    n_axes = len(names) + bool(seeds)
    if losses.ndim != n_axes or not len(names):
        raise ValueError(f"losses must have {n_axes} axes, got shape {losses.shape}")

    def shares(table):
        return variance_shares(measured(table, quantile))

    if not seeds:
        share = shares(losses)
        return Importance(effect_names(names), share, *np.full((2, share.size), np.nan))
    n_seeds = losses.shape[-1]
    if n_seeds < 2:
        raise ValueError(f"losses must have at least 2 seeds, got {n_seeds}")
    share = shares(losses.mean(axis=-1))
    without = [shares(np.delete(losses, i, axis=-1).mean(axis=-1)) for i in range(n_seeds)]
    pseudo = n_seeds * share - (n_seeds - 1) * np.array(without)  # the jackknife's (n_seeds, ...)
    _, low, high = np.clip(mean_interval(pseudo.T), 0.0, 1.0)
    return Importance(effect_names(names), share, np.minimum(low, share), np.maximum(high, share))


def effect_names(names):
    """Return the names of the effects, in the order of `variance_shares`.

    >>> effect_names(["a", "b"])
    ('a', 'b', 'a × b', 'higher order')
    """
    pairs = (" × ".join(pair) for pair in combinations(names, 2))
    return (*names, *pairs, "higher order")


def measured(losses, quantile):
    """Return what is analysed: `losses` cut off at the quantile, and `scaled`.

    >>> measured([0.1, 0.2, 0.3, np.inf], 0.75)
    array([0.2, 0.4, 0.6, 0.6])
    """
    require("quantile", quantile, 0 < quantile <= 1, "above 0 and at most 1")
    losses = np.nan_to_num(np.asarray(losses, dtype=float), nan=np.inf, posinf=np.inf)
    kept = np.minimum(losses, np.quantile(losses, quantile, method="inverted_cdf"))
    n_bad = np.isinf(kept).sum()
    if n_bad:
        raise ValueError(f"losses must be finite, got {n_bad} that are not: cut them with quantile")
    if np.ptp(kept) == 0:
        raise ValueError(f"losses must differ, all are {float(kept.flat[0])!r}")
    return scaled(kept)


def scaled(losses):
    """Return `losses` times a power of 2, so that the largest lies in ±1: no square overflows.

    Shares of variance do not change by it, not even by rounding.

    >>> scaled(np.array([1e200, -1e200])).round(3)
    array([ 0.653, -0.653])
    """
    return np.ldexp(losses, -np.frexp(np.abs(losses).max())[1])


def variance_shares(table):
    """Return the share of each main effect, each pair and the rest, array (n_effects,).

    >>> variance_shares(np.array([[0.0, 0.0], [2.0, 2.0]]))
    array([1., 0., 0., 0.])
    """
    axes = range(table.ndim)
    main = [_marginal(table, (i,)).var() for i in axes]
    pairs = [_marginal(table, (i, j)).var() - main[i] - main[j] for i, j in combinations(axes, 2)]
    return with_rest(np.array([*main, *pairs]) / table.var())


def with_rest(shares):
    """Return `shares` with what they leave of 1 at the end; rounding below 0 is 0.

    >>> with_rest(np.array([0.5, 0.25, -1e-17]))
    array([0.5 , 0.25, 0.  , 0.25])
    """
    shares = np.maximum(shares, 0.0)
    return np.append(shares, max(0.0, 1.0 - shares.sum()))


def _marginal(table, kept):
    return table.mean(axis=tuple(axis for axis in range(table.ndim) if axis not in kept))
