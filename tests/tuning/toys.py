"""Toy objectives for searches, and what tests compare of a result."""

import numpy as np
from scipy import stats

from hplearn import (
    Choice,
    Integer,
    LogUniform,
    Ordered,
    Uniform,
)
from hplearn.tuning.dimensions import Distribution

DIMENSIONS = [
    *(Uniform(-3, 5), LogUniform(1e-6, 10), Integer(1, 7), Integer(-4, 4)),
    *(Integer(1, 50, log=True), Ordered([0.1, 0.3, 1.0])),
    *(Choice(["relu", "tanh", None, (8, 8)]), Choice(["only"])),
    *(Distribution(stats.norm(3, 2)), Distribution(stats.randint(2, 9))),
]
LINE, WIDE = {"x": Uniform(0, 1)}, {"x": Uniform(-5, 5)}


class Unknown(list):
    """A list that no log knows, because it cannot be pickled."""

    def __reduce_ex__(self, protocol):
        raise TypeError("it cannot be pickled")


def crossing(config, budget):
    """A loss whose curves cross: what is best at first need not be best in the end."""
    budget = budget or 1
    return abs(config["x"] - 0.3) + np.sin(20 * config["x"] + budget) / budget


def square(config, budget):
    """A parabola with its bottom, of 0, at x = 2."""
    return (config["x"] - 2.0) ** 2


def configs_of(result):
    """Return the configurations of a result, in the order of its trials."""
    return [trial.config for trial in result.trials]


def story(result):
    """Return all that is in a result but how long it took, and the lines where trials failed."""
    return [vars(trial) | {"seconds": 0, "traceback": None} for trial in result.trials]
