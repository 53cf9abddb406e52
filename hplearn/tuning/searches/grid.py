"""Grid search: try every combination, keep the best."""

from hplearn.tuning.runner import search
from hplearn.tuning.spaces import Space


def grid_configs(space, n_points=None):
    """Return every combination of the values in `space`, the last name (by alphabet) fastest.

    Parameters
    ----------
    space : Space, dict of str to sequence, or a list of such dicts
        Values to try for each hyperparameter. A list of spaces is the union of their grids.
    n_points : int or None
        How many values to take of each dimension that is not a list.

    Returns
    -------
    list of dict

    Raises
    ------
    ValueError
        When a name has no values, or there is nothing to try.

    Examples
    --------
    >>> grid_configs({"alpha": [1, 10], "fit_intercept": [True]})
    [{'alpha': 1, 'fit_intercept': True}, {'alpha': 10, 'fit_intercept': True}]
    """
    return Space(space).grid(n_points)


@search()
def grid_search(runner, space, *, n_points=None, budget=None):
    """Return the `SearchResult` of trying every combination in `space` once.

    Parameters
    ----------
    evaluate : callable
        ``evaluate(config, budget) -> loss``, lower better.
    space : Space, dict of str to sequence, or list of such dicts
    n_points : int or None
        How many values to take of each dimension that is not a list.
    budget : float or None
        Handed to every call of `evaluate`.
    **options
        Workers, log, time limits, callback, progress: see `Runner`.

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
    configs = space.grid(n_points)
    runner.expect(len(configs))
    runner.run(configs, budget, keep=0)
