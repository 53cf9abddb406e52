"""Random search, and its evenly spread cousins."""

from math import inf, prod

import numpy as np
from scipy.stats import qmc

from hplearn.checks import require
from hplearn.tuning.runner import search
from hplearn.tuning.stopping import step_limits

SEQUENCES = {"halton": qmc.Halton, "sobol": qmc.Sobol}


@search(counts=("n_trials", "in_flight"), extends="n_trials")
def random_search(
    runner,
    space,
    n_trials=60,
    *,
    method="random",
    distinct=False,
    budget=None,
    stopping=None,
    in_flight=None,
    rng=None,
    points=(),
):
    """Return the `SearchResult` of trying `n_trials` configurations drawn from `space`.

    Sixty draws contain one of the best 5 % with probability ``1 - 0.95**60 = 0.954``, whatever the
    number of hyperparameters.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better.
    space : Space, dict or list of dicts
        See `Space`.
    n_trials : int
        1 or more; `points` count.
    method : {"random", "halton", "sobol"}
        Independent draws, or a scrambled sequence that leaves smaller gaps.
    distinct : bool
        Whether no configuration may come twice: draws from lists and whole numbers only, and at
        most all there are.
    budget : float or None
        Handed to every call of `evaluate`; of one that yields, how many steps a trial takes.
    stopping : {None, "median"}
        "median" ends a trial whose `evaluate` yields as soon as its best loss is above the median
        of what the earlier trials had at that step; its budget is then the steps it took.
    in_flight : int or None
        With `stopping`, how many trials are under way at once: trial k knows 0 to k - in_flight.
        None is 1.
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

    References
    ----------
    Bergstra, J., & Bengio, Y. (2012). Random Search for Hyper-Parameter Optimization. Journal of
    Machine Learning Research 13, 281-305.

    Examples
    --------
    >>> from hplearn.tuning import Uniform
    >>> result = random_search(
    ...     lambda config, budget: (config["x"] - 2) ** 2, {"x": Uniform(0, 4)}, rng=0
    ... )
    >>> len(result.trials), result.best_loss < 0.01
    (60, True)
    """
    require("method", method, method in ("random", *SEQUENCES), "random, halton or sobol")
    require("method", method, method == "random" or not distinct, "random where draws are distinct")
    first = points[:n_trials]
    n_draws = n_trials - len(first)
    if distinct:
        draws = distinct_draws(space, first, n_draws, rng)
    elif method == "random":
        draws = rng.random((n_draws, space.n_dims))
    else:
        draws = sequence(method, space.n_dims, n_draws, rng)
    runner.expect(n_trials, at_once=stopping and (in_flight or 1))
    configs = [*first, *map(space.from_unit, draws)]
    if stopping is None:
        runner.run(configs, budget, keep=0)
        return
    for k, config in enumerate(configs):
        limits = step_limits(stopping, runner.known(k, in_flight))
        runner.start(config, budget, limits=limits, keep=0)


def n_configs(space):
    """Return how many configurations a `Space` allows.

    >>> from hplearn.tuning import Space, Uniform
    >>> n_configs(Space({"a": [1, 2], "b": [1, 2, 3]})), n_configs(Space({"a": Uniform(0, 1)}))
    (6, inf)
    """
    return sum(prod(axis.n_levels for axis in branch.values()) for branch in space.branches)


def distinct_draws(space, first, n_draws, rng):
    """Return draws (n_draws, n_dims) of other configurations than `first` and each other."""
    size = n_configs(space)
    wanted = "lists of values, or whole numbers, where draws are distinct"
    require("space", space, size < inf, wanted)
    seen, draws = {corner(space, space.to_unit(config)) for config in first}, []
    while len(draws) < n_draws and len(seen) < size:
        u = rng.random(space.n_dims)
        if (place := corner(space, u)) not in seen:
            seen.add(place)
            draws.append(u)
    return draws


def corner(space, u):
    """Return one and the same tuple for all points `u` (n_dims,) that give one configuration.

    It is the lower corner of their cell; axes that the branch does not use are 0.5.
    """
    low = [axis.cells(x)[0] for axis, x in zip(space.axes, u[:, None], strict=True)]
    used = space.used[space.branch_numbers(u[None])[0]]
    return tuple(np.where(used, np.concatenate(low), 0.5))


def sequence(method, n_dims, n_draws, rng):
    """Return the first points of a scrambled sequence, array (n_draws, n_dims)."""
    if n_draws == 0:
        return np.empty((0, n_dims))
    sampler = SEQUENCES[method](n_dims, rng=rng)
    if method == "sobol":  # balanced in powers of two only; it warns of any other number
        return sampler.random_base2((n_draws - 1).bit_length())[:n_draws]
    return sampler.random(n_draws)
