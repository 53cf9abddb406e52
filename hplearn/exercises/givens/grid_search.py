"""Scores by fold, without a model."""

import numpy as np


def scores_by_fold(weights, offsets):
    """Return an evaluate: a score for each fold, made of the values of a config.

    Parameters
    ----------
    weights : dict of str to array of shape (n_folds,), or to dict of values to array
        For each name, what its value is worth in each fold; where some are words, what each is.
    offsets : array of shape (n_folds,)

    Examples
    --------
    >>> evaluate = scores_by_fold({"a": np.array([1.0, 2.0])}, np.array([0.0, 10.0]))
    >>> evaluate({"a": 3})
    array([ 3., 16.])
    """

    def worth(name, value):
        own = weights[name]
        return own[value] if isinstance(own, dict) else value * own

    def evaluate(config):
        return np.round(sum(worth(name, config[name]) for name in weights) + offsets, 8)

    return evaluate
