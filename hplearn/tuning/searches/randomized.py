"""Random search, and its evenly spread cousins."""

from math import inf, prod

from scipy.stats import qmc

from hplearn.checks import whole_number
from hplearn.tuning.runner import Runner
from hplearn.tuning.spaces import Choice

SEQUENCES = {"halton": qmc.Halton, "sobol": qmc.Sobol}


def random_search(
    evaluate,
    space,
    n_trials=60,
    *,
    method="random",
    distinct=False,
    budget=None,
    rng=None,
    points=(),
    **options,
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
        Whether no configuration may come twice: draws from lists only, and at most all there are.
    budget : float or None
        Handed to every call of `evaluate`.
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
    >>> from hplearn.tuning.spaces import Uniform
    >>> result = random_search(
    ...     lambda config, budget: (config["x"] - 2) ** 2, {"x": Uniform(0, 4)}, rng=0
    ... )
    >>> len(result.trials), result.best_loss < 0.01
    (60, True)
    """
    n_trials = whole_number("n_trials", n_trials, low=1)
    if method != "random" and method not in SEQUENCES:
        raise ValueError(f"method must be random, halton or sobol, got {method!r}")
    if distinct and method != "random":
        raise ValueError(f"method must be random where draws are distinct, got {method!r}")
    settings = {"method": method, "budget": budget, "points": points}
    settings |= {"distinct": True} if distinct else {}
    with Runner(
        evaluate, space, "random_search", rng=rng, settings=settings, total=n_trials, **options
    ) as runner:
        space = runner.space
        first = list(points)[:n_trials]
        n_draws = n_trials - len(first)
        if distinct:
            draws = _distinct(space, first, n_draws, runner.rng)
        elif method == "random":
            draws = runner.rng.random((n_draws, space.n_dims))
        else:
            draws = _sequence(method, space.n_dims, n_draws, runner.rng)
        runner.run(first + [space.from_unit(u) for u in draws], budget)
    return runner.result


def n_configs(space):
    """Return how many configurations a `Space` allows, infinity where one has no list of values.

    Examples
    --------
    >>> from hplearn.tuning.spaces import Space, Uniform
    >>> n_configs(Space({"a": [1, 2], "b": [1, 2, 3]})), n_configs(Space({"a": Uniform(0, 1)}))
    (6, inf)
    """
    return sum(
        prod(len(dim.options) if isinstance(dim, Choice) else inf for dim in branch.values())
        for branch in space.branches
    )


def _distinct(space, first, n_draws, rng):
    """Return draws (n_draws, n_dims) of other configurations than `first` and each other."""
    size = n_configs(space)
    if size == inf:
        raise ValueError(f"distinct draws need a list for each hyperparameter, got {space!r}")
    seen, draws = {_cell(space, space.to_unit(config)) for config in first}, []
    while len(draws) < n_draws and len(seen) < size:
        u = rng.random(space.n_dims)
        if (cell := _cell(space, u)) not in seen:
            seen.add(cell)
            draws.append(u)
    return draws


def _cell(space, u):
    """Return the branch and the place of each option that `u` (n_dims,) stands for."""
    n_switches = space.n_dims - len(space.coordinates)
    branch = int(u[0] * len(space.branches)) if n_switches else 0
    axes = zip(space.coordinates, u[n_switches:], strict=True)
    return branch, *(int(x * len(dim.options)) for (b, _, dim), x in axes if b == branch)


def _sequence(method, n_dims, n_draws, rng):
    """Return the first points of a scrambled sequence, array (n_draws, n_dims)."""
    sampler = SEQUENCES[method](n_dims, rng=rng)
    if method == "sobol":  # balanced in powers of two only; it warns of any other number
        return sampler.random_base2((n_draws - 1).bit_length() if n_draws else 0)[:n_draws]
    return sampler.random(n_draws)
