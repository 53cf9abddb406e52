"""Which hyperparameters mattered, told from trials that fill no grid: fANOVA on a small forest.

A forest learns the loss from the trials. Each of its trees is constant on boxes, its leaves. So the
variance of every mean over the space is a finite sum over pairs of leaves, and nothing is sampled.

symbol    meaning
------    -------
value     what a tree predicts in a leaf, less the tree's mean over the space
side      share of one hyperparameter's range that the leaf's box takes
volume    product of the sides: share of the whole space
overlap   share of one hyperparameter's range that two leaves' boxes have in common
"""

import warnings
from itertools import combinations

import numpy as np

from hplearn.tuning.analysis.importance import Importance, effect_names, measured, scaled, with_rest
from hplearn.tuning.spaces import Space

N_TREES = 32
LEAST = 0.001  # of the variance, that all trials but one hold: below it, a warning


def forest_importance(result, space, *, quantile=1.0, n_resamples=50, rng=None):
    """Return the `Importance` of every hyperparameter and pair, as a forest learned it from trials.

    It is what the forest says. With few trials it smooths: strong pairs come out too weak, and what
    does nothing gets a few hundredths. The intervals tell how far other trials would have moved the
    forest, not this bias. Trials should be spread over the space: those of a search that closed in
    on its best region tell little about the rest.

    One diverged run can hold nearly all the variance. Its shares then tell where that run lay and
    not what matters, the intervals are wide, and a warning says so: cut with `quantile`.

    Parameters
    ----------
    result : SearchResult
        Only trials of the largest budget count: losses compare only at the same budget.
    space : dict or Space
        Where the trials came from. A space of several branches has no importance of its own, since
        a hyperparameter that a trial lacks had no say in its loss: give one of them, as
        ``space.branches[0]``, and the trials of the others are left out.
    quantile : float
        Losses above this quantile are set to it, see `table_importance`; failed trials are worst.
    n_resamples : int
        Forests grown on trials drawn anew with replacement, for the intervals; 0 for none.
    rng : None, int or Generator

    Returns
    -------
    Importance

    Raises
    ------
    ValueError
        When the space has branches, fewer than 4 trials count, all their losses or configurations
        are alike (or too close for a tree to split), or some losses are infinite after the cut.

    References
    ----------
    Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance",
    ICML 2014.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> from hplearn.tuning.trials import SearchResult, Trial
    >>> xs = np.linspace(0.01, 0.99, 40)
    >>> trials = [Trial(i, {"x": x, "z": x * 17 % 1}, None, x**2, 0.0) for i, x in enumerate(xs)]
    >>> space = {"x": Uniform(0, 1), "z": Uniform(0, 1)}
    >>> forest_importance(SearchResult(tuple(trials)), space, rng=0, n_resamples=2)["x"] > 0.9
    True
    """
    space, rng = Space(space), np.random.default_rng(rng)
    if len(space.branches) > 1:
        names = [set(branch) for branch in space.branches]
        some = ", ".join(sorted(set.union(*names) - set.intersection(*names)))
        raise ValueError(
            f"space must have one branch, got {len(names)} that do not share {some or 'ranges'}: "
            "give Space(space).branches[0] or another, whose trials alone count then"
        )
    (dimensions,) = space.branches
    trials = _comparable(result.trials, dimensions)
    points = np.array([space.to_unit(trial.config) for trial in trials])
    losses = measured([trial.loss for trial in trials], quantile)
    if (points == points[0]).all():
        raise ValueError(f"trials must differ in configuration, all have {trials[0].config!r}")
    _warn_of_one_that_rules(losses)
    n_options = [axis.options and len(axis.options) for axis in space.axes]
    share = _forest_shares(points, losses, n_options, rng)
    if share is None:
        raise ValueError("trials must differ more in configuration: no tree can split them")
    resampled = []
    for _ in range(n_resamples):
        rows = rng.integers(len(losses), size=len(losses))
        shares = _forest_shares(points[rows], losses[rows], n_options, rng)
        if shares is not None:
            resampled.append(shares)
    low, high = np.quantile(resampled or [share * np.nan], [0.025, 0.975], axis=0)
    low, high = np.minimum(low, share), np.maximum(high, share)
    return Importance(effect_names(dimensions), share, low, high)


def tree_shares(tree, n_options):
    """Return the share of each main effect, each pair and the rest in a tree's own variance.

    The tree was fitted to points of the unit cube. `n_options` has the number of options of each
    dimension, or None where it is continuous.

    >>> from sklearn.tree import DecisionTreeRegressor
    >>> tree = DecisionTreeRegressor().fit([[0.25, 0.1], [0.75, 0.9]], [0.0, 1.0])
    >>> sorted(tree_shares(tree, [2, None]).round(6).tolist())
    [0.0, 0.0, 0.0, 1.0]
    """
    low, high, value = _leaves(tree.tree_, n_options)  # (n_leaves, n_dims) twice, (n_leaves,)
    side = high - low
    volume = side.prod(axis=1)
    value = value - volume @ value
    weight, axes = volume * value, range(len(n_options))
    overlap = [
        np.maximum(np.minimum.outer(end, end) - np.maximum.outer(start, start), 0)
        for start, end in zip(low.T, high.T, strict=True)  # each (n_leaves, n_leaves)
    ]
    main = [weight / side[:, i] @ overlap[i] @ (weight / side[:, i]) for i in axes]
    pairs = []
    for i, j in combinations(axes, 2):
        one = weight / side[:, i] / side[:, j]
        pairs.append(one @ (overlap[i] * overlap[j]) @ one - main[i] - main[j])
    return with_rest(np.array([*main, *pairs]) / (volume @ value**2))


def _warn_of_one_that_rules(losses):
    """Warn when a single trial holds nearly all the variance: then the shares are about it."""
    apart = (losses - losses.mean()) ** 2
    others = np.delete(losses, apart.argmax())
    if others.var() * len(others) < LEAST * apart.sum():
        said = "one trial holds nearly all the variance of the losses"
        advice = "so the shares tell where it lies: cut it off with quantile"
        warnings.warn(f"{said}, {advice}", stacklevel=3)


def _forest_shares(points, losses, n_options, rng):
    """Return the mean of `tree_shares` over a forest's trees that split; None if none did."""
    from sklearn.ensemble import RandomForestRegressor

    # a tree takes a variance of 2e-16 for none: a resample without the diverged trial has less
    if np.ptp(losses) < 0.001 * np.abs(losses).max():
        losses = losses - losses.min()
    losses = scaled(losses)
    seed = int(rng.integers(2**31))
    forest = RandomForestRegressor(N_TREES, random_state=seed).fit(points, losses)
    grown = [tree for tree in forest.estimators_ if tree.tree_.node_count > 1]
    return np.mean([tree_shares(tree, n_options) for tree in grown], axis=0) if grown else None


def _leaves(tree, n_options):
    """Return the ends of the leaves' boxes, as shares of each range, and the values in them."""
    low = np.full((tree.node_count, tree.n_features), -np.inf)
    high = -low
    inner = np.flatnonzero(tree.children_left >= 0)  # a parent's number is below its children's
    for node in inner:
        left, right, i = tree.children_left[node], tree.children_right[node], tree.feature[node]
        low[[left, right]], high[[left, right]] = low[node], high[node]
        high[left, i] = low[right, i] = tree.threshold[node]
    leaf = tree.children_left < 0
    for end in (low, high):
        for i, n in enumerate(n_options):
            end[:, i] = _share_below(end[:, i], n)
    return low[leaf], high[leaf], tree.value[leaf, 0, 0]


def _share_below(threshold, n_options):
    """Return the share of a range that goes left: of the unit interval, or of its options."""
    if n_options is None:
        return np.clip(threshold, 0, 1)
    middles = ((np.arange(n_options) + 0.5) / n_options).astype(np.float32)  # as trees see them
    return np.searchsorted(middles, threshold, side="right") / n_options


def _comparable(trials, dimensions):
    """Return the trials of this branch at the largest budget where one did not fail."""
    trials = [trial for trial in trials if set(trial.config) == set(dimensions)]
    budget = max((trial.budget or 0 for trial in trials if not trial.failed), default=0)
    trials = [trial for trial in trials if (trial.budget or 0) == budget]
    if len(trials) < 4:
        raise ValueError(f"result must hold at least 4 comparable trials, got {len(trials)}")
    return trials
