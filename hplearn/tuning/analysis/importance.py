"""Which hyperparameters mattered: exact analysis of variance on a finished grid.

The loss varies over the grid. Its variance splits into what each hyperparameter does alone, what
each pair does beyond its two parts, and a rest; see `hplearn.tuning.analysis.anova`.
"""

from dataclasses import dataclass

import numpy as np

from hplearn.tuning.analysis.anova import effect_names, measured, variance_shares


@dataclass(frozen=True)
class Importance:
    """Shares of the variance of the loss, that sum to 1.

    Parameters
    ----------
    names : tuple of str
        Each hyperparameter, then each pair as ``"a × b"``, then ``"higher order"``: the rest.
    share : array (n_effects,)
        Of the variance, 0 to 1.
    low, high : array (n_effects,)
        95 % interval of each share; NaN where there is nothing to tell it from.

    Examples
    --------
    >>> print(table_importance([[0.0, 1.0], [2.0, 3.0]], ["depth", "width"]))
    depth          0.800
    width          0.200
    depth × width  0.000
    higher order   0.000
    """

    names: tuple[str, ...]
    share: np.ndarray
    low: np.ndarray
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


def table_importance(losses, names, *, seeds=False, quantile=1.0, ranks=False):
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
    ranks : bool
        Whether to analyse the ranks of the losses: what decides the order, however large the gaps.

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
        return variance_shares(measured(table, quantile, ranks))

    if not seeds:
        share = shares(losses)
        return Importance(effect_names(names), share, *np.full((2, share.size), np.nan))
    if losses.shape[-1] < 2:
        raise ValueError(f"losses must have at least 2 seeds, got {losses.shape[-1]}")
    share = shares(losses.mean(axis=-1))
    without = [
        shares(np.delete(losses, seed, axis=-1).mean(axis=-1)) for seed in range(losses.shape[-1])
    ]
    return Importance(effect_names(names), share, *_jackknife(share, np.array(without)))


def losses_on_grid(configs, losses):
    """Return ``(table, names)``, what `table_importance` takes, of configurations in any order.

    Parameters
    ----------
    configs : sequence of dict
        Each combination of values, once.
    losses : array (n_configs,)

    Raises
    ------
    ValueError
        When the configurations do not fill a grid.

    Examples
    --------
    >>> configs = [{"a": 1, "b": "x"}, {"a": 2, "b": "x"}]
    >>> losses_on_grid(configs, [0.5, 0.3])
    (array([[0.5],
           [0.3]]), ('a', 'b'))
    """
    if not len(configs) or len(losses) != len(configs):
        raise ValueError(
            f"configs and losses must pair up, at least one, got {len(configs)} and {len(losses)}"
        )
    names, values = tuple(configs[0]), {}
    for config in configs:
        if set(config) != set(names):
            raise ValueError(f"configs must all have the names {names}, got {config!r}")
        for name in names:
            seen = values.setdefault(name, [])
            if config[name] not in seen:
                seen.append(config[name])
    places = [tuple(values[name].index(config[name]) for name in names) for config in configs]
    shape = tuple(len(values[name]) for name in names)
    if len(set(places)) != len(configs) or len(configs) != np.prod(shape):
        raise ValueError(f"configs must fill a grid of {shape}, once each, got {len(configs)}")
    table = np.empty(shape)
    table[tuple(np.transpose(places))] = losses
    return table, names


def _jackknife(share, without):
    """Return the ends of the interval; `without` (n_seeds, n_effects) leaves one seed out."""
    from scipy.stats import t

    n_seeds = len(without)
    pseudo = n_seeds * share - (n_seeds - 1) * without
    half = t.ppf(0.975, n_seeds - 1) * pseudo.std(axis=0, ddof=1) / np.sqrt(n_seeds)
    low, high = np.clip([pseudo.mean(axis=0) - half, pseudo.mean(axis=0) + half], 0.0, 1.0)
    return np.minimum(low, share), np.maximum(high, share)
