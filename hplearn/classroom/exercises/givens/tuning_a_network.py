"""Scores of networks by a formula: nothing is trained, and the best rate moves with the width."""

from math import log10, sqrt

import numpy as np


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
    """Return an open_test: the test accuracy of each config in a list, once.

    Examples
    --------
    >>> surface = {"ceiling": 0.9, "worth": 0.8, "travel": 0.4, "bend": 1.0}
    >>> open_test = sealed_test(surface, luck=0.0, split=0)
    >>> open_test([{"hidden": 16, "learning_rate": 0.1}]).round(3)
    array([0.85])
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
        chances = [_chance(config, 0, split) for config in configs]
        read = [_accuracy(config, **surface) for config in configs]
        return np.array(read) + luck * np.array(chances)

    return open_test


def _accuracy(config, ceiling, worth, travel, bend):
    decades_off = log10(config["learning_rate"] * sqrt(config["hidden"]) / travel)
    return (ceiling - worth / config["hidden"]) / (1 + bend * decades_off**2)


def _chance(config, seed, split):
    own = [seed, split, config["hidden"], round(1e7 * config["learning_rate"])]
    return float(np.random.default_rng(own).uniform(-1, 1))
