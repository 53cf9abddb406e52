"""A sweep: several values of one hyperparameter, as the leading axis of one run."""

import numpy as np


def sweep(*values):
    """Return the values as a column, one row per run.

    A column broadcasts against params of shape (n_runs, n_params), so one update line trains
    every run at once. A grid of two hyperparameters needs two axes: give one of them as
    ``sweep(...)[:, None]``, of shape (n_values, 1, 1).

    Parameters
    ----------
    *values : float, or one sequence of shape (n_values,)
        The values to try.

    Returns
    -------
    ndarray of shape (n_values, 1)
        The column.

    Raises
    ------
    ValueError
        If there is no value, a value is not a number, or the sequence has more than one axis.

    Examples
    --------
    >>> from hplearn.optim import sweep
    >>> sweep(0.01, 0.1, 1).shape
    (3, 1)
    """
    column = np.asarray(values[0] if len(values) == 1 else values)
    if column.size == 0 or column.ndim > 1 or column.dtype.kind not in "biuf":
        raise ValueError(f"sweep expects numbers or one sequence of numbers, got {values!r}")
    return column.astype(float).reshape(-1, 1)
