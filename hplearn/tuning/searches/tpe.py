"""The tree-structured Parzen estimator: try what looks like the good trials and unlike the others.

| symbol | name in code | word |
|---|---|---|
| γ | `GOOD_SHARE` | share of a branch's trials that count as good |
| l(u) | `good.density(u)` | how dense the good trials are at the point u |
| g(u) | `bad.density(u)` | how dense the others are |
| l(u) / g(u) | `promise` | how much likelier a good trial lies there than a bad one |

The largest l / g is where the expected improvement over the γ-quantile of the losses is largest
(Bergstra et al. 2011, section 4.1): no model of the loss is needed, only of where it was low.
"""

import numpy as np

from hplearn.tuning.runner import search
from hplearn.tuning.searches.density import SpaceDensity
from hplearn.tuning.stopping import step_limits

GOOD_SHARE = 0.1  # Bergstra et al. (2011) take 0.15
N_RANDOM = 1000  # points looked at for a new one, where every candidate was tried
N_KERNELS = 500  # of a density at most: the 10,000th proposal costs hardly more than the 1,000th


@search(counts=("n_trials", "n_startup", "n_candidates", "in_flight"), extends="n_trials")
def tpe_search(
    runner,
    space,
    n_trials=50,
    *,
    n_startup=10,
    n_candidates=24,
    in_flight=1,
    budget=None,
    stopping=None,
    rng=None,
    points=(),
):
    """Return the `SearchResult` of trying what resembles the best tenth of the trials so far.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better.
    space : Space, dict or list of dicts
        See `Space`. Numbers in a list are options without order; `Ordered` gives them one.
    n_trials : int
        1 or more; `points` count.
    n_startup : int
        Random trials before the first density is drawn; `points` count.
    n_candidates : int
        Draws from the density of the good trials, of which the most promising one is tried.
    in_flight : int
        How many trials are under way at once: trial k is proposed from trials 0 to k - in_flight.
        It is part of the search, as the number of workers is not.
    budget, stopping
        As in `random_search`. A trial that was stopped counts with the loss it had then.
    rng : int, Generator or None
        Seed.
    points : list of dict
        Configurations to try first.
    **options
        Workers, log, time limits, callback, progress: see `Runner`.

    Returns
    -------
    SearchResult

    Raises
    ------
    ValueError
        When an argument cannot be used or every trial failed.

    Notes
    -----
    All hyperparameters of a branch share one density, a product of kernels around each trial. When
    this was built, that was worth twice as many random trials, on twelve tables of trained
    networks, as a density for each hyperparameter alone.

    Where a space has branches, the next one is drawn: each is as likely as its share of the good
    trials, with one more for all branches together. Inside it a tenth of its own trials is good. If
    the promise decided, a branch that leads at first would keep all trials, and one that is better
    once it is known would never be.

    A density is made of 500 trials at most, evenly chosen in the order of trying.

    A configuration is not tried again while new ones are found among the candidates or 1,000 random
    points. Failed trials, and trials under way, count as bad.

    References
    ----------
    Bergstra, J., Bardenet, R., Bengio, Y., & Kégl, B. (2011). Algorithms for Hyper-Parameter
    Optimization. Advances in Neural Information Processing Systems 24.

    Watanabe, S. (2023). Tree-Structured Parzen Estimator: Understanding Its Algorithm Components
    and Their Roles for Better Empirical Performance. arXiv:2304.11127.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> result = tpe_search(
    ...     lambda config, budget: (config["x"] - 2) ** 2, {"x": Uniform(0, 4)}, rng=0
    ... )
    >>> len(result.trials), result.best_loss < 0.001
    (50, True)
    """
    tried, known = np.empty((n_trials, space.n_dims)), []
    runner.expect(n_trials, at_once=in_flight)
    for k in range(n_trials):
        known += runner.known(k, in_flight)[len(known) :]  # a wider window takes none back
        if k < len(points):
            config = points[k]
        else:
            n_draws = n_candidates if k >= n_startup else 0
            u = propose(space, tried[:k], [trial.loss for trial in known], n_draws, rng)
            config = space.from_unit(u)
        tried[k] = space.to_unit(config)
        runner.start(config, budget, limits=step_limits(stopping, known), keep=0)


def propose(space, tried, losses, n_candidates, rng):
    """Return the point of the unit cube to try next, array (n_dims,).

    `tried` (n_tried, n_dims) are the points that were started; the first of them have `losses`,
    infinite where a trial failed. No candidates stand for a random point.

    >>> from hplearn.tuning import Space, Uniform
    >>> tried = np.linspace(0, 1, 30)[:, None]
    >>> losses = (tried[:, 0] - 0.7) ** 2
    >>> u = propose(Space({"x": Uniform(0, 1)}), tried, losses, 24, np.random.default_rng(0))
    >>> bool(abs(u[0] - 0.7) < 0.1)
    True
    """
    if n_candidates == 0:
        return new_ones(space, rng.random((1, space.n_dims)), tried, rng)[0]
    branches, n_branches = space.branch_numbers(tried), len(space.branches)
    known, is_good = np.full(len(tried), np.inf), np.zeros(len(tried), dtype=bool)
    known[: len(losses)] = losses
    for rows in branches == np.arange(n_branches)[:, None]:  # of one branch after the other
        is_good[rows] = split(known[rows], rows.sum())
    good, bad = (SpaceDensity(space, thinned(tried[part])) for part in (is_good, ~is_good))
    counts = np.bincount(branches[split(known, len(tried))], minlength=n_branches)
    branch = rng.choice(n_branches, p=(counts + 1 / n_branches) / (counts.sum() + 1))
    candidates = new_ones(space, good.sample(n_candidates, branch, rng), tried, rng)
    promise = good.density(candidates) / bad.density(candidates)
    return candidates[np.argmax(promise)]


def split(losses, n_tried):
    """Return which trials are good, boolean array (n_tried,): the best tenth of those with a loss.

    Rounded up. Failed trials, and those that have no loss yet, are bad. The first of equal ones
    comes first.

    >>> split([3.0, 1.0, np.inf], n_tried=4)
    array([False,  True, False, False])
    """
    n_good = int(np.ceil(GOOD_SHARE * np.isfinite(losses).sum()))
    is_good = np.zeros(n_tried, dtype=bool)
    is_good[np.argsort(losses, kind="stable")[:n_good]] = True
    return is_good


def thinned(points):
    """Return every k-th of `points`, so that there are no more than `N_KERNELS`."""
    return points[:: max(1, -(-len(points) // N_KERNELS))]  # rounded up


def new_ones(space, candidates, tried, rng):
    """Return those of the `candidates` (n_candidates, n_dims) whose configuration was not tried.

    Without any, those of 1,000 random points; if all of those were tried, the candidates.
    """
    found = candidates[~space.repeats(candidates, tried)]
    if not len(found):
        found = rng.random((N_RANDOM, space.n_dims))
        found = found[~space.repeats(found, tried)]
    return found if len(found) else candidates
