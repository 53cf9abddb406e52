"""Shares of variance: of each hyperparameter alone, of each pair beyond its parts, and the rest.

symbol    meaning
------    -------
f         loss of a configuration
f_i       main effect: mean of f at each value of hyperparameter i, over all the others
V         variance of f over the grid
V_i       variance of f_i
V_ij      variance of the mean of f at each pair of values, less V_i and V_j
"""

from itertools import combinations

import numpy as np


def effect_names(names):
    """Return the names of the effects, in the order of `variance_shares`.

    Examples
    --------
    >>> effect_names(["a", "b"])
    ('a', 'b', 'a × b', 'higher order')
    """
    pairs = (" × ".join(pair) for pair in combinations(names, 2))
    return (*names, *pairs, "higher order")


def measured(losses, quantile, ranks):
    """Return what is analysed: `losses` cut off at the quantile, or the ranks of that.

    Examples
    --------
    >>> measured([0.1, 0.2, 0.3, np.inf], 0.75, False), measured([0.1, np.nan], 1, True)
    (array([0.1, 0.2, 0.3, 0.3]), array([1., 2.]))
    """
    if not 0 < quantile <= 1:
        raise ValueError(f"quantile must be above 0 and at most 1, got {quantile!r}")
    losses = np.nan_to_num(np.asarray(losses, dtype=float), nan=np.inf, posinf=np.inf)
    kept = np.minimum(losses, np.quantile(losses, quantile, method="inverted_cdf"))
    if ranks:
        from scipy.stats import rankdata

        kept = rankdata(kept).reshape(kept.shape)
    if not np.isfinite(kept).all():
        raise ValueError(
            f"losses must be finite, got {np.isinf(kept).sum()} that are not among {kept.size}: "
            "cut them off with quantile, or take ranks"
        )
    return kept


def in_unit_range(losses):
    """Return `losses` times a power of 2, so that the largest lies in ±1: no square overflows.

    Shares of variance do not change by it, not even by rounding.

    Examples
    --------
    >>> in_unit_range(np.array([1e200, -1e200])).round(3)
    array([ 0.653, -0.653])
    """
    return np.ldexp(losses, -np.frexp(np.abs(losses).max())[1])


def variance_shares(table):
    """Return the share of each main effect, each pair and the rest, array (n_effects,).

    Examples
    --------
    >>> variance_shares(np.array([[0.0, 0.0], [2.0, 2.0]]))
    array([1., 0., 0., 0.])
    """
    if np.ptp(table) == 0:
        raise ValueError(
            f"losses must differ between configurations, all are {float(table.flat[0])!r}"
        )
    table, axes = in_unit_range(table), range(table.ndim)
    main = [_marginal(table, (i,)).var() for i in axes]
    pairs = [_marginal(table, (i, j)).var() - main[i] - main[j] for i, j in combinations(axes, 2)]
    return with_rest(np.array([*main, *pairs]) / table.var())


def with_rest(shares):
    """Return `shares` with what they leave of 1 at the end; rounding below 0 is 0.

    Examples
    --------
    >>> with_rest(np.array([0.5, 0.25, -1e-17]))
    array([0.5 , 0.25, 0.  , 0.25])
    """
    shares = np.maximum(shares, 0.0)
    return np.append(shares, max(0.0, 1.0 - shares.sum()))


def _marginal(table, kept):
    return table.mean(axis=tuple(axis for axis in range(table.ndim) if axis not in kept))
