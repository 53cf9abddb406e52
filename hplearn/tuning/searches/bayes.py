"""Bayesian optimisation: model the losses, try where the gain to be expected is largest, repeat.

======== ================ =================================================================
symbol   here             meaning
======== ================ =================================================================
D        points, losses   what was tried, as points of the unit cube, and what came of it
f        posterior        Gaussian process on the encoded cube, given D
f*       best             lowest mean of f at a point that was tried
EI(x)    promise(x)       expected improvement over f* at x
======== ================ =================================================================
"""

import numpy as np
from scipy.stats import qmc

from hplearn.checks import whole_number
from hplearn.tuning.runner import Runner
from hplearn.tuning.searches.acquisition import expected_improvement
from hplearn.tuning.searches.marginal_likelihood import fit_hyperparameters
from hplearn.tuning.searches.model_cube import ModelCube

N_CANDIDATES, N_NEIGHBOURS, N_KEPT = 1024, 128, 8
STEPS = 0.1 * 0.6 ** np.arange(8)  # of the unit cube, ever closer around the best candidates
CUT_OFF = 4.0  # times as far above the best loss as the median is; worse ones count as that


def bayes_search(
    evaluate,
    space,
    n_trials=50,
    *,
    n_startup=None,
    in_flight=1,
    budget=None,
    rng=None,
    points=(),
    **options,
):
    """Return the `SearchResult` of trying, again and again, what promises to gain most.

    A Gaussian process predicts the loss everywhere, with its doubt. The next trial is where the
    expected improvement over the best loss is largest: where the loss is expected to be low, or
    where little is known.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better.
    space : Space, dict or list of dicts
        See `Space`.
    n_trials : int
        1 or more; `points` count. A space with fewer configurations ends the search when each was
        tried.
    n_startup : int or None
        Trials before the first model: `points`, then a scrambled Sobol sequence. None stands for
        twice the axes of the space, and at least 5.
    in_flight : int
        Trials under way at once, 1 or more: trial k is proposed from trials 0 to k - `in_flight`,
        whatever the number of workers.
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

    Notes
    -----
    The model takes a failed trial to have the worst loss that did not fail, and cuts off the losses
    of runs that diverged: see `tamed`. It believes that a trial under way will have the loss that
    the model expects ("kriging believer", Ginsbourger, Le Riche & Carraro, 2010), so that the next
    one goes elsewhere. Its work grows with the cube of the number of trials: on six axes 50 trials
    take about a second of it, the 200th alone a third of one.

    References
    ----------
    D. R. Jones, M. Schonlau & W. J. Welch, 1998, Efficient global optimization of expensive
    black-box functions, Journal of Global Optimization 13, 455-492.
    J. Snoek, H. Larochelle & R. P. Adams, 2012, Practical Bayesian optimization of machine learning
    algorithms, NeurIPS.

    Examples
    --------
    >>> from hplearn.tuning.spaces import Uniform
    >>> result = bayes_search(
    ...     lambda config, budget: (config["x"] - 2) ** 2, {"x": Uniform(0, 9)}, n_trials=12, rng=0
    ... )
    >>> len(result.trials), result.best_loss < 1e-3
    (12, True)
    """
    n_trials = whole_number("n_trials", n_trials, low=1)
    in_flight = whole_number("in_flight", in_flight, low=1)
    if n_startup is not None:
        whole_number("n_startup", n_startup, low=1)
    settings = {"n_startup": n_startup, "in_flight": in_flight, "budget": budget}
    settings["points"] = points
    with Runner(
        evaluate, space, "bayes_search", rng=rng, settings=settings, total=n_trials, **options
    ) as runner:
        cube = ModelCube(runner.space)
        n_startup = n_startup or max(5, 2 * runner.space.n_dims)
        configs = startup(cube, points, min(n_startup, n_trials), runner.rng)
        numbers = [runner.start(config, budget) for config in configs[:n_trials]]
        while len(numbers) < n_trials:
            n_known = max(len(numbers) - in_flight + 1, 1)
            losses = [runner.wait(number).loss for number in numbers[:n_known]]
            config = propose(cube, configs, losses, runner.rng)
            if config is None:  # all of them were tried
                break
            configs.append(config)
            numbers.append(runner.start(config, budget))
        for number in numbers:
            runner.wait(number)
    return runner.result


def startup(cube, points, n_startup, rng):
    """Return the configurations to begin with: `points`, then a Sobol sequence up to `n_startup`.

    The sequence leaves out what is there already, as happens in a space of few configurations.
    """
    configs = list(points)
    n_more = n_startup - len(configs)
    if n_more <= 0:
        return configs
    sobol = qmc.Sobol(cube.space.n_dims, rng=rng).random_base2((n_more - 1).bit_length())
    seen = {tuple(cube.space.to_unit(config)) for config in configs}
    for config in map(cube.space.from_unit, sobol[:n_more]):
        point = tuple(cube.space.to_unit(config))
        if point not in seen:
            seen.add(point)
            configs.append(config)
    return configs


def propose(cube, configs, losses, rng):
    """Return the configuration of the largest expected improvement; None if all were tried.

    Parameters
    ----------
    cube : ModelCube
    configs : list of dict
        Everything started so far.
    losses : list of float
        Of the first of them; the others are under way.
    rng : Generator

    Returns
    -------
    dict or None
    """
    points = np.array([cube.space.to_unit(config) for config in configs])
    promise, believed = model(cube.encode(points), losses, rng)
    candidates = cube.every_point
    if candidates is None:
        incumbent = points[[np.argmin(believed)]]
        candidates = climb(cube, lambda x: promise(cube.encode(x)), incumbent, rng)
    order = np.argsort(-promise(cube.encode(candidates)), kind="stable")
    for candidate in candidates[order]:
        config = cube.space.from_unit(candidate)
        if not (cube.space.to_unit(config) == points).all(axis=1).any():
            return config
    return None


def model(X, losses, rng):
    """Return the promise of a point, as a function, and the losses believed in at `X`.

    Parameters
    ----------
    X : array (n_points, n_columns)
        Encoded points; the first have `losses`, the others are under way.
    losses : list of float
    rng : Generator

    Returns
    -------
    promise : callable
        Expected improvement (n_new,) at encoded points (n_new, n_columns).
    believed : array (n_points,)
        On the scale of `tamed`.
    """
    y, known, waiting = tamed(losses), X[: len(losses)], X[len(losses) :]
    process = fit_hyperparameters(known, y, rng)
    believed = np.append(y, process.fit(known, y).predict(waiting)[0])
    posterior = process.fit(X, believed)
    best = posterior.predict(X)[0].min()
    return lambda x: expected_improvement(*posterior.predict(x), best), believed


def climb(cube, promise, incumbent, rng):
    """Return candidates (n, n_dims): random points, and ever closer neighbours of the best."""
    candidates = cube.random(N_CANDIDATES, rng)
    for step in STEPS:
        kept = np.argsort(-promise(candidates), kind="stable")[:N_KEPT]
        near = np.vstack([incumbent, candidates[kept]])
        candidates = np.vstack([candidates, cube.neighbours(near, N_NEIGHBOURS, step, rng)])
    return candidates


def tamed(losses):
    """Return `losses` (n_trials,) on a scale where the best is 0 and the median 1, cut off at 4.

    How bad a bad configuration is does not matter, and a run that diverged would drown all
    differences between good ones. Failed trials get the worst loss that did not fail.

    Examples
    --------
    >>> tamed([0.25, 0.5, 0.75, 1e9, np.inf])
    array([0. , 0.5, 1. , 4. , 4. ])
    """
    losses = np.array(losses, dtype=float)
    finite = losses[np.isfinite(losses)] if np.isfinite(losses).any() else np.zeros(1)
    halves = np.clip(losses, finite.min(), finite.max()) / 2  # the way between two fits a float
    above = halves - halves.min()
    unit = np.median(above) or above.max() or 1.0
    return np.minimum(above / unit, CUT_OFF)
