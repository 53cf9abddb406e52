"""Random search, and its evenly spread cousins."""

from scipy.stats import qmc

from hplearn.optim.whole_number import whole_number
from hplearn.tuning.runner import Runner

SEQUENCES = {"halton": qmc.Halton, "sobol": qmc.Sobol}


def random_search(
    evaluate, space, n_trials=60, *, method="random", budget=None, rng=None, points=(), **options
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
    settings = {"method": method, "budget": budget, "points": list(points)}
    with Runner(
        evaluate, space, "random_search", rng=rng, settings=settings, total=n_trials, **options
    ) as runner:
        space = runner.space
        first = space.checked(points)[:n_trials]
        n_draws = n_trials - len(first)
        if method == "random":
            draws = runner.rng.random((n_draws, space.n_dims))
        else:
            draws = _sequence(method, space.n_dims, n_draws, runner.rng)
        runner.run(first + [space.from_unit(u) for u in draws], budget)
    return runner.result


def _sequence(method, n_dims, n_draws, rng):
    """Return the first points of a scrambled sequence, array (n_draws, n_dims)."""
    sampler = SEQUENCES[method](n_dims, rng=rng)
    if method == "sobol":  # balanced in powers of two only; it warns of any other number
        return sampler.random_base2((n_draws - 1).bit_length() if n_draws else 0)[:n_draws]
    return sampler.random(n_draws)
