"""What a budget buys in a cross-validated search: training rows, or steps of the estimator."""

from dataclasses import dataclass, field

import numpy as np

ROWS, CALLS = "n_samples", "partial_fit"
"""Names of resources that are no hyperparameters: the rows that train, the calls that do."""


@dataclass(frozen=True, eq=False)
class Resource:
    """Training rows, or a hyperparameter such as `n_estimators`, as a budget's unit.

    `orders` are, for each fold, its training rows in the order in which growing budgets take them.
    `n_units` is the budget that buys `largest`; None counts budgets in the resource's own unit.
    """

    name: str
    smallest: int
    largest: int
    orders: tuple = field(default=(), repr=False)
    n_units: int | None = None

    def amount(self, budget):
        """Return how much of the resource a budget buys, a whole number."""
        return int(budget * self.largest // (self.n_units or self.largest))

    def setting(self, budget):
        """Return the hyperparameters that the budget sets."""
        return {} if self.name in (ROWS, CALLS) else {self.name: self.amount(budget)}

    def folds(self, folds, budget):
        """Return the folds with as many training rows as the budget buys; test parts stay whole.

        The share of each training part is the share of all rows that the budget stands for.
        """
        if self.name != ROWS:
            return folds
        amount, parts = self.amount(budget), zip(self.orders, folds, strict=True)
        return [
            (np.sort(order[: max(1, amount * len(order) // self.largest)]), test)
            for order, (_, test) in parts
        ]


def rows_in_order(train, labels, rng):
    """Return the rows `train` shuffled so that every beginning resembles the whole.

    Given the labels of all rows, not None, the first rows hold each class once, and in every longer
    beginning each class has nearly its share.
    """
    order = rng.permutation(train)
    if labels is None:
        return order
    _, code, size = np.unique(labels[order], return_inverse=True, return_counts=True)
    place = np.empty(len(order))
    for number, count in enumerate(size):
        place[code == number] = np.r_[0, np.arange(1.5, count)] / count
    return order[np.lexsort((-size[code], place))]  # of a tie the larger class first
