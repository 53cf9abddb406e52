"""What a budget buys in a cross-validated search: training rows, or steps of the estimator."""

from dataclasses import dataclass, field

import numpy as np
from sklearn.base import is_classifier
from sklearn.utils.validation import column_or_1d

from hplearn.checks import require, whole_number
from hplearn.model_selection.folds import has_classes, n_rows

ROWS = "n_samples"
"""Name of the resource that is not a hyperparameter: the rows that train."""


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
        return {} if self.name == ROWS else {self.name: self.amount(budget)}

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


def make_resource(search, X, y, folds, *, seed=0):
    """Return the `Resource` that a budgeted search asks for, its rows in an order of that seed."""
    name, model, n_samples = search.resource, search.estimator, n_rows(X)
    expected = f'"{ROWS}" or a hyperparameter of {type(model).__name__}'
    require("resource", name, name == ROWS or name in model.get_params(), expected)
    if name != ROWS and search.max_resources == "auto":
        raise ValueError(f"max_resources must be a number for resource={name!r}, got 'auto'")
    most = n_samples if name == ROWS else None
    largest = most if search.max_resources == "auto" else search.max_resources
    largest = whole_number("max_resources", largest, low=1, high=most)
    labels = column_or_1d(y) if is_classifier(model) and has_classes(y) else None
    n_classes = 1 if labels is None else len(np.unique(labels))
    few = min(2 * len(folds) * n_classes, largest) if name == ROWS else 1  # as in scikit-learn
    smallest = few if search.min_resources == "smallest" else search.min_resources
    smallest = whole_number("min_resources", smallest, low=1, high=largest)
    if name != ROWS:
        return Resource(name, smallest, largest)
    rng = np.random.default_rng(seed)
    orders = (rows_in_order(train, labels, rng) for train, _ in folds)
    return Resource(name, smallest, largest, tuple(orders))
