"""The one protocol by which an estimator offers to train many configurations together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

import numpy as np

Fold = tuple[np.ndarray, np.ndarray]
"""Row numbers of one split: ``(train, test)``."""


@runtime_checkable
class Sweepable(Protocol):
    """An estimator that trains a whole sweep in one go.

    A search groups its configurations so that, inside a group, only hyperparameters named in
    `sweep_params` differ. It sets the others on a clone and hands the group to `sweep_folds`.
    An estimator without these two members is fitted once for each configuration and fold.

    The numbers must be those of the one-by-one way, up to rounding: a sweep is a faster route,
    not another model. When `sweep_folds` raises a ValueError, the search fits the group one by
    one, so that a bad configuration costs only itself.

    Examples
    --------
    >>> from hplearn.models import Ridge, Sweepable
    >>> isinstance(Ridge(), Sweepable), Ridge.sweep_params
    (True, ('alpha',))
    """

    sweep_params: tuple[str, ...]

    def sweep_folds(self, X, y, configs: Sequence[dict], folds: Iterable[Fold]) -> Iterator:
        """Yield, fold by fold, the test predictions of every configuration.

        Parameters
        ----------
        X, y : array-like
            All rows; `folds` says which of them train and which test.
        configs : sequence of dict
            One ``{name: value}`` for each run, names from `sweep_params`.
        folds : iterable of (train, test)
            Integer row numbers.

        Yields
        ------
        array (n_configs, n_test)
            What `predict` would return for the fold's test rows, one row for each configuration.
        """
        ...


def offers_sweep(estimator):
    """Return whether a search may sweep this estimator: it offers to, and means what it offers.

    A subclass that changes how to fit, predict or score, and does not offer its own sweep, would
    be swept as its parent: it is fitted one by one.

    Examples
    --------
    >>> from hplearn.models import Ridge
    >>> class Clipped(Ridge):
    ...     def predict(self, X):
    ...         return super().predict(X).clip(0)
    >>> offers_sweep(Ridge()), offers_sweep(Clipped())
    (True, False)
    """
    if not isinstance(estimator, Sweepable):
        return False
    line = type(estimator).__mro__
    owner = next(cls for cls in line if "sweep_folds" in vars(cls))
    heirs = [cls for cls in line if cls is not owner and issubclass(cls, owner)]
    return not any(name in vars(cls) for cls in heirs for name in ("fit", "predict", "score"))
