"""Grid search: try every combination, keep the best."""

from collections.abc import Sequence
from itertools import product
from time import perf_counter

import numpy as np

from hplearn.tuning.trials import SearchResult, Trial


def grid_configs(space):
    """Return every combination of the values in `space`, the last name (by alphabet) fastest.

    Parameters
    ----------
    space : dict of str to list, tuple or array, or a list of such dicts
        Values to try for each hyperparameter. A list of spaces is the union of their grids.

    Returns
    -------
    list of dict

    Raises
    ------
    ValueError
        When a name has no values, values are not a sequence, or there is nothing to try.

    Examples
    --------
    >>> grid_configs({"alpha": [1, 10], "fit_intercept": [True]})
    [{'alpha': 1, 'fit_intercept': True}, {'alpha': 10, 'fit_intercept': True}]
    """
    spaces = space if isinstance(space, list | tuple) else [space]
    configs = []
    for one in spaces:
        names = sorted(_checked(one))
        configs += [dict(zip(names, row, strict=True)) for row in product(*map(one.get, names))]
    if not configs:
        raise ValueError(f"the grid must hold at least one hyperparameter, got {space!r}")
    return configs


def _checked(space):
    if not isinstance(space, dict) or not space:
        raise ValueError(f"a grid must be a dict of names and lists of values, got {space!r}")
    for name, values in space.items():
        if not isinstance(values, Sequence | np.ndarray) or isinstance(values, str):
            raise ValueError(f"{name!r} must have a list or array of values, got {values!r}")
        if isinstance(values, np.ndarray) and values.ndim != 1:
            raise ValueError(f"{name!r} must have a flat array of values, got shape {values.shape}")
        if len(values) == 0:
            raise ValueError(f"{name!r} must have at least one value, got {values!r}")
    return space


def grid_search(evaluate, space, *, budget=None):
    """Return the `SearchResult` of trying every combination in `space` once.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better.
    space : dict of str to sequence, or list of such dicts
        See `grid_configs`.
    budget : float or None
        Handed to every call of `evaluate`.

    Returns
    -------
    SearchResult
        A configuration for which `evaluate` raises, or returns NaN, gets an infinite loss and its
        reason; the search goes on.

    Raises
    ------
    ValueError
        When the grid is empty or every trial failed.

    Examples
    --------
    >>> result = grid_search(lambda config, budget: (config["x"] - 2) ** 2, {"x": [0, 1, 2, 3]})
    >>> result.best_config, result.best_loss, len(result.trials)
    ({'x': 2}, 0.0, 4)
    """
    trials = tuple(
        run_trial(evaluate, number, config, budget)
        for number, config in enumerate(grid_configs(space))
    )
    if all(trial.failed for trial in trials):
        raise ValueError(f"all {len(trials)} trials failed; the first said: {trials[0].error}")
    return SearchResult(trials)


def run_trial(evaluate, number, config, budget):
    """Return the `Trial` of one call of `evaluate`; an exception becomes its `error`.

    Examples
    --------
    >>> run_trial(lambda config, budget: 1 / config["x"], 0, {"x": 0}, None).error
    'ZeroDivisionError: division by zero'
    """
    start = perf_counter()
    try:
        loss, error = float(evaluate(config, budget)), None
        if np.isnan(loss):
            error = "evaluate returned NaN, expected a number"
    except Exception as exception:
        error = f"{type(exception).__name__}: {exception}"
    seconds = perf_counter() - start
    return Trial(number, config, budget, np.inf if error else loss, seconds, error)
