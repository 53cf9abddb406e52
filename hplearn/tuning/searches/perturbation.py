"""A configuration near another one, in any space."""

import numpy as np

from hplearn.tuning.spaces import Choice, Integer, Ordered

BELOW_ONE = np.nextafter(1.0, 0.0)


def perturb(space, config, rng, *, step=0.1, resample=0.1):
    """Return a configuration near `config`, of the same branch of the space.

    Parameters
    ----------
    space : Space
    config : dict
    rng : Generator
    step : float
        How far each hyperparameter moves, up or down, as a share of its range in the unit cube (on
        the log scale where it has one); reflected at the ends. Whole numbers and `Ordered` values
        move by one at least. The options of a `Choice` have no neighbours and stay.
    resample : float
        Probability, for each hyperparameter, of a fresh draw instead.

    Returns
    -------
    dict

    Examples
    --------
    >>> from hplearn.tuning.spaces import LogUniform, Space
    >>> space = Space({"learning_rate": LogUniform(1e-4, 1)})
    >>> near = perturb(space, {"learning_rate": 1e-2}, np.random.default_rng(0), resample=0)
    >>> round(near["learning_rate"], 4)  # a tenth of four decades up
    0.0251
    """
    near = {}
    for name, dimension in space.branches[space.branch_of(config)].items():
        chance, fresh, up = rng.random(3)
        if chance < resample:
            near[name] = dimension.from_unit(fresh)
        else:
            near[name] = _moved(dimension, config[name], step if up < 0.5 else -step)
    return near


def _moved(dimension, value, shift):
    is_ordered = isinstance(dimension, Ordered)
    if shift == 0 or (isinstance(dimension, Choice) and not is_ordered):
        return value
    u = (dimension.to_unit(value) + shift) % 2
    moved = dimension.from_unit(min(u, 2 - u, BELOW_ONE))
    if moved == value and is_ordered:
        options = dimension.options
        return options[_next(options.index(value), shift, 0, len(options) - 1)]
    if moved == value and isinstance(dimension, Integer):
        return _next(value, shift, dimension.low, dimension.high)
    return moved


def _next(number, shift, low, high):
    """Return the next whole number in the direction of `shift`; at an end, the one before."""
    sign = 1 if shift > 0 else -1
    there = number + sign
    return min(max(there if low <= there <= high else number - sign, low), high)
