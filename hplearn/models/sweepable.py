"""The one protocol by which an estimator offers to train many configurations together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable


@runtime_checkable
class Sweepable(Protocol):
    """An estimator that trains a whole sweep in one go.

    A search groups its configurations so that, inside a group, only hyperparameters named in
    `sweep_params` differ. It sets the others on a clone and hands the group to `sweep_folds`.
    An estimator without these two members is fitted once for each configuration and fold.

    The numbers must be those of the one-by-one way, up to rounding: a sweep is a faster route,
    not another model. When `sweep_folds` raises, the search halves the group until the bad
    configurations stand alone, so that each costs little more than itself.

    Examples
    --------
    >>> from hplearn.models import Ridge, Sweepable
    >>> isinstance(Ridge(), Sweepable), Ridge.sweep_params
    (True, ('alpha',))
    """

    sweep_params: tuple[str, ...]

    def sweep_folds(self, X, y, configs: Sequence[dict], folds: Iterable[tuple]) -> Iterator:
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
