"""Tables: every configuration measured beforehand, so that a search answers at once.

On a table the truth is known: which configuration is best, and how well random search does.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from hplearn.checks import is_number, require, whole_number
from hplearn.tuning.dimensions import Choice, Ordered


@dataclass(frozen=True, eq=False)
class Table:
    """A finished grid of trained models, as an objective.

    Parameters
    ----------
    name : str
    values : dict of str to sequence
        Values of each hyperparameter, in the order of the first axes of `curves`.
    curves : array (n_values of the first, …, n_values of the last, n_budgets)
        Loss of each configuration after a budget of 1, 2, …; lower is better.

    Examples
    --------
    >>> curves = [[[5, 3], [5, 4]], [[6, 2], [7, 7]]]
    >>> table = Table("toy", {"depth": [1, 2], "kind": ["a", "b"]}, curves)
    >>> config = {"depth": 2, "kind": "a"}
    >>> table.evaluate(config, budget=1), table.evaluate(config)
    (6.0, 2.0)
    >>> table.space["depth"], table.losses(), table.best_loss
    (Ordered(options=(1, 2)), array([3., 4., 2., 7.]), 2.0)
    """

    name: str
    values: dict
    curves: np.ndarray

    def __post_init__(self):  # noqa: D105
        curves = np.asarray(self.curves, dtype=float)
        sizes = tuple(len(values) for values in self.values.values())
        if curves.ndim != len(sizes) + 1 or curves.shape[:-1] != sizes or curves.shape[-1] == 0:
            raise ValueError(f"curves must have shape {(*sizes, 'n_budgets')}, got {curves.shape}")
        object.__setattr__(self, "curves", curves)
        object.__setattr__(self, "space", {k: _dimension(v) for k, v in self.values.items()})

    def evaluate(self, config, budget=None):
        """Return the loss of `config` after `budget`, by default the largest; NaN where it failed.

        Raises
        ------
        ValueError
            When the table has no such budget, or `config` lacks a name, or has a value that is not
            in the table.
        """
        is_whole = self.space.keys() <= config.keys()
        require("config", config, is_whole, f"a dict with a value of each of {[*self.space]}")
        place = tuple(dimension.index(config[name]) for name, dimension in self.space.items())
        return float(self.curves[place][self._index(budget)])

    def losses(self, budget=None):
        """Return the loss of every configuration, array (n_configs,), the last name fastest."""
        return self.curves[..., self._index(budget)].ravel()

    @property
    def configs(self):
        """Every configuration, in the order of `losses`: a list of dict."""
        return [dict(zip(self.values, row, strict=True)) for row in product(*self.values.values())]

    @property
    def best_loss(self):
        """Lowest loss of any configuration at the largest budget."""
        return float(np.nanmin(self.losses()))

    def random_best(self, n_trials, quantile=0.5, budget=None):
        """Return the exact quantile of the best loss that random search finds.

        No sampling: the best of `n_trials` is at most x with probability
        ``1 - (1 - F(x))**n_trials``, where F(x) is the share of the table that is at most x.

        Parameters
        ----------
        n_trials : int or array of int
            Independent draws; the same configuration may come twice.
        quantile : float or array
            0.5 is the median.

        Returns
        -------
        float or array

        Examples
        --------
        Half of the time, the best of 3 rolls of a die that should be low is 1 or 2:

        >>> die = Table("die", {"side": [1, 2, 3, 4, 5, 6]}, [[1], [2], [3], [4], [5], [6]])
        >>> float(die.random_best(3)), die.random_best(1, [0.1, 0.5, 0.9]).tolist()
        (2.0, [1.0, 3.0, 6.0])
        """
        losses = np.sort(np.where(np.isnan(self.losses(budget)), np.inf, self.losses(budget)))
        with np.errstate(divide="ignore"):  # at 1
            share = -np.expm1(np.log1p(-np.asarray(quantile)) / np.asarray(n_trials))
        rank = np.ceil(share * len(losses) * (1 - 1e-12)).astype(int)  # 1e-12 forgives rounding
        return losses[np.maximum(rank, 1) - 1]

    def _index(self, budget):
        n_budgets = self.curves.shape[-1]
        budget = n_budgets if budget is None else budget
        return whole_number("budget", budget, low=1, high=n_budgets) - 1


def _dimension(values):
    numbers = all(map(is_number, values))
    return (Ordered if numbers and list(values) == sorted(values) else Choice)(list(values))


def digits_table(seed=None):
    """Return the shipped `Table` of 648 digits networks: validation error after 1 to 30 epochs.

    Parameters
    ----------
    seed : {0, 1, 2} or None
        One of the three runs of each configuration; None is their mean.

    Examples
    --------
    >>> table = digits_table()
    >>> len(table.losses()), round(table.best_loss, 3), round(float(table.random_best(50)), 3)
    (648, 0.011, 0.015)
    """
    from hplearn.models.digits_curves import GRID, learning_curves

    if seed is not None:
        seed = whole_number("seed", seed, low=0, high=2)
    errors = 1 - learning_curves().val_accuracy.astype(float)
    if seed is None:
        return Table("digits", GRID, errors.mean(axis=-2))
    return Table(f"digits, seed {seed}", GRID, errors[..., seed, :])
