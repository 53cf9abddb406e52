"""Rows of data, in whatever form it comes: arrays, sparse matrices, data frames, lists."""

import numpy as np
from sklearn.utils import get_tags, indexable


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
    return {
        name: take(indexable(value)[0], rows) if _one_each(value, n_samples) else value
        for name, value in params.items()
    }


def _one_each(value, n_samples):
    is_list = hasattr(value, "__len__") or hasattr(value, "shape")
    return is_list and not isinstance(value, str | dict) and n_rows(value) == n_samples
