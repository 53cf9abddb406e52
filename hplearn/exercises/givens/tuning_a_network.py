"""Scores of networks by a formula: nothing is trained, and the best rate moves with the width."""

from math import log10, sqrt

import numpy as np

N_TEST = 400
"""Digits of the test set, as the task says."""

SHARED = 0.85
"""The share of digits that are as hard for one network as for another."""


def accuracy_of_a_network(surface):
    """Return an evaluate: the validation accuracy of a config.

    Parameters
    ----------
    surface : dict
        ``ceiling``, the accuracy of a wide network at its best rate; ``worth``, what width is
        worth; ``travel``, the best rate times the root of the width; ``bend``, the price of
        another rate.

    Examples
    --------
    >>> surface = {"ceiling": 0.9, "worth": 0.8, "travel": 0.4, "bend": 1.0}
    >>> evaluate = accuracy_of_a_network(surface)
    >>> [round(evaluate({"hidden": 16, "learning_rate": rate}), 3) for rate in (0.1, 0.01)]
    [0.85, 0.425]
    """
    return lambda config: _accuracy(config, **surface)


def accuracy_after(surface, pace):
    """Return an evaluate: the validation accuracy of a config after some epochs.

    After `pace` epochs a network has come half of its way up from guessing.

    Examples
    --------
    >>> surface = {"ceiling": 0.9, "worth": 0.8, "travel": 0.4, "bend": 1.0}
    >>> round(accuracy_after(surface, pace=5)({"hidden": 16, "learning_rate": 0.1}, 5), 3)
    0.475
    """

    def evaluate(config, epochs):
        return 0.1 + (_accuracy(config, **surface) - 0.1) * epochs / (epochs + pace)

    return evaluate


def accuracy_with_seed(surface, luck, split):
    """Return an evaluate: the validation accuracy of a config with a seed.

    Parameters
    ----------
    surface : dict
    luck : float
        How far a seed moves the accuracy at most.
    split : int
        Names the digits that judge.

    Examples
    --------
    >>> surface = {"ceiling": 0.9, "worth": 0.8, "travel": 0.4, "bend": 1.0}
    >>> evaluate = accuracy_with_seed(surface, luck=0.01, split=0)
    >>> [round(evaluate({"hidden": 16, "learning_rate": 0.1}, seed), 3) for seed in (1, 2)]
    [0.847, 0.856]
    """
    return lambda config, seed: _accuracy(config, **surface) + luck * _chance(config, seed, split)


def sealed_test(surface, luck, split):
    """Return an open_test: which test digits each config in a list reads, once.

    Most of what makes a digit hard is the same for all configs.

    Examples
    --------
    >>> surface = {"ceiling": 0.9, "worth": 0.8, "travel": 0.4, "bend": 1.0}
    >>> open_test = sealed_test(surface, luck=0.0, split=0)
    >>> reads = open_test([{"hidden": 16, "learning_rate": rate} for rate in (0.1, 0.03)])
    >>> reads.shape, reads.mean(axis=1).round(2).tolist()
    ((2, 400), [0.83, 0.63])
    >>> open_test([])
    Traceback (most recent call last):
    RuntimeError: the seal is broken: this test set has been looked at
    """
    looked_at = []

    def open_test(configs):
        if isinstance(configs, dict):
            raise TypeError("open_test takes a list of configs, got a single config")
        if looked_at:
            raise RuntimeError("the seal is broken: this test set has been looked at")
        looked_at.append(True)
        configs = list(configs)
        reads = [_reads(config, surface, luck, split) for config in configs]
        return np.array(reads).reshape(-1, N_TEST)

    return open_test


def _reads(config, surface, luck, split):
    """Return which digits a config reads: those that are not too hard for its accuracy."""
    accuracy = _accuracy(config, **surface) + luck * _chance(config, 0, split)
    shared, own = _generator(split), _generator(split, config=config)
    hardness = np.where(own.random(N_TEST) < SHARED, shared.random(N_TEST), own.random(N_TEST))
    return (hardness < accuracy).astype(int)


def _generator(*numbers, config=None):
    """Return a generator of its own for some numbers and a config."""
    if config is not None:
        numbers = *numbers, config["hidden"], round(1e7 * config["learning_rate"])
    return np.random.default_rng(numbers)


def _accuracy(config, ceiling, worth, travel, bend):
    decades_off = log10(config["learning_rate"] * sqrt(config["hidden"]) / travel)
    return (ceiling - worth / config["hidden"]) / (1 + bend * decades_off**2)


def _chance(config, seed, split):
    return float(_generator(seed, split, config=config).uniform(-1, 1))
