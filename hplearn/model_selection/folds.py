"""Folds: which rows train and which test, round after round, and the data cut into them.

Both classes give scikit-learn's folds, row for row, for the same seed.
"""

import warnings

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state, get_tags, indexable
from sklearn.utils.multiclass import type_of_target
from sklearn.utils.validation import column_or_1d

from hplearn.checks import require, whole_number


class KFold(BaseEstimator):
    """Split rows into `n_splits` parts, each of which tests once while the others train.

    Parts are runs of neighbouring rows unless `shuffle` is true; their sizes differ by at most one.

    Parameters
    ----------
    n_splits : int
        Number of parts, 2 or more and at most the number of rows.
    shuffle : bool
        Whether to mix the rows first. Rows sorted by their target need it.
    random_state : int, RandomState or None
        Seed of the mixing; used only when `shuffle` is true.

    Raises
    ------
    ValueError
        When `n_splits` is below 2 or above the number of rows, or a seed comes without `shuffle`.

    References
    ----------
    Stone, M. (1974). Cross-Validatory Choice and Assessment of Statistical Predictions. Journal of
    the Royal Statistical Society B 36(2), 111-147.

    Examples
    --------
    >>> for train, test in KFold(3).split(np.zeros(7)):
    ...     print(train, test)
    [3 4 5 6] [0 1 2]
    [0 1 2 5 6] [3 4]
    [0 1 2 3 4] [5 6]
    """

    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        whole_number("n_splits", n_splits, low=2)
        if random_state is not None and not shuffle:
            raise ValueError(
                f"random_state has no effect unless shuffle=True, got random_state={random_state!r}"
            )
        self.n_splits = n_splits
        self.shuffle = shuffle
        self.random_state = random_state

    def get_n_splits(self, X=None, y=None, groups=None):
        """Return the number of folds."""
        return self.n_splits

    def split(self, X, y=None, groups=None):
        """Yield ``(train, test)`` row numbers, fold by fold; each row tests exactly once."""
        n_samples = n_rows(X)
        is_right = self.n_splits <= n_samples
        require("n_splits", self.n_splits, is_right, f"at most n_samples={n_samples}")
        rows = np.arange(n_samples)
        fold_of_row = self._fold_of_row(n_samples, y)
        for fold in range(self.n_splits):
            yield rows[fold_of_row != fold], rows[fold_of_row == fold]

    def _fold_of_row(self, n_samples, y):
        order = np.arange(n_samples)
        if self.shuffle:
            check_random_state(self.random_state).shuffle(order)
        fold_of_row = np.empty(n_samples, dtype=int)
        for fold, part in enumerate(np.array_split(order, self.n_splits)):
            fold_of_row[part] = fold
        return fold_of_row


class StratifiedKFold(KFold):
    """Split rows into `n_splits` parts with nearly the same share of each class in every part.

    Parameters
    ----------
    n_splits : int
        Number of parts, 2 or more and at most the size of the largest class.
    shuffle : bool
        Whether to mix the rows of each class first.
    random_state : int, RandomState or None
        Seed of the mixing; used only when `shuffle` is true.

    Raises
    ------
    ValueError
        When `y` does not hold classes, or no class has `n_splits` members.

    References
    ----------
    Kohavi, R. (1995). A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model
    Selection. IJCAI 14, 1137-1143.

    Examples
    --------
    >>> y = [0, 0, 0, 0, 1, 1]
    >>> [test.tolist() for _, test in StratifiedKFold(2).split(y, y)]
    [[0, 1, 4], [2, 3, 5]]
    """

    def _fold_of_row(self, n_samples, y):
        classes = _classes_by_first_appearance(y)
        sizes = np.bincount(classes)
        expected = f"at most the size of the largest class, of sizes {sizes.tolist()}"
        require("n_splits", self.n_splits, self.n_splits <= sizes.max(), expected)
        fewest = sizes.min()
        if self.n_splits > fewest:
            few = f"The smallest class has {fewest} members, fewer than n_splits={self.n_splits}"
            warnings.warn(f"{few}: some folds test without it.", UserWarning, stacklevel=3)
        # Deal the rows, sorted by class, like cards: part k gets every n_splits-th one from k on.
        dealt, part = np.sort(classes), np.arange(n_samples) % self.n_splits
        rng = check_random_state(self.random_state)
        fold_of_row = np.empty(n_samples, dtype=int)
        for label in range(len(sizes)):
            folds = np.sort(part[dealt == label])
            if self.shuffle:
                rng.shuffle(folds)
            fold_of_row[classes == label] = folds
        return fold_of_row


def _classes_by_first_appearance(y):
    if not has_classes(y):
        kind = type_of_target(y)
        raise ValueError(f"y must hold class labels to be stratified, got {kind} values")
    _, first, codes = np.unique(column_or_1d(y), return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[codes]


def has_classes(y):
    """Return whether a target holds one class label for each row."""
    return y is not None and type_of_target(y) in ("binary", "multiclass")


def make_folds(cv, X, y, groups=None, *, classifier=False):
    """Return the list of ``(train, test)`` that `cv` stands for.

    A number of folds (None means 5; stratified for a classifier), an object with `split`, or the
    folds themselves, as row numbers or masks.
    """
    if cv is None or isinstance(cv, (int, np.integer)):
        stratify = classifier and has_classes(y)
        cv = (StratifiedKFold if stratify else KFold)(5 if cv is None else cv)
    splits = cv.split(X, y, groups) if hasattr(cv, "split") and not isinstance(cv, str) else cv
    are_pairs = hasattr(splits, "__iter__") and not isinstance(splits, str)
    require("cv", cv, are_pairs, "a number of folds, a splitter, or (train, test) pairs")
    folds = [_row_numbers(pair, n_rows(X)) for pair in splits]
    if not folds:
        raise ValueError(f"cv must give at least one fold, got {cv!r}")
    return folds


def _row_numbers(pair, n_samples):
    try:
        train, test = (np.arange(n_samples)[np.asarray(rows)] for rows in pair)
    except (TypeError, ValueError, IndexError):
        train = test = np.array([])
    if not (train.size and test.size):
        expected = f"(train, test) pairs of row numbers below {n_samples}, at least one of each"
        raise ValueError(f"cv must give {expected}, got {pair!r}")
    return train, test


def n_rows(X):
    """Return how many rows `X` has."""
    return X.shape[0] if hasattr(X, "shape") else len(X)


def take(X, rows):
    """Return these rows of `X`, in the form that it has."""
    if hasattr(X, "iloc"):
        return X.iloc[rows]
    return X[rows] if hasattr(X, "shape") else [X[row] for row in rows]


def take_features(estimator, X, rows, train):
    """Return these rows of `X`; of a matrix of kernels or distances, their columns in `train`."""
    if not get_tags(estimator).input_tags.pairwise:
        return take(X, rows)
    if not hasattr(X, "shape") or X.shape[0] != X.shape[1]:
        got = getattr(X, "shape", type(X).__name__)
        raise ValueError(f"X must be a square kernel matrix for {estimator!r}, got {got}")
    return X[np.ix_(rows, train)]


def take_params(params, rows, n_samples):
    """Return what `fit` is given beside the rows: a value for each sample is cut as they are."""
    each = {name: value for name, value in params.items() if _one_each(value, n_samples)}
    return params | {name: take(indexable(value)[0], rows) for name, value in each.items()}


def _one_each(value, n_samples):
    is_list = bool(value.shape) if hasattr(value, "shape") else hasattr(value, "__len__")
    return is_list and not isinstance(value, str | dict) and n_rows(value) == n_samples
