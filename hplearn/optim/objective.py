"""One checked call of an objective.

An objective is a callable, ``params -> (loss, gradient)``: value and gradient are born together.
With params of shape (..., n_params), the loss has shape (...) and the gradient that of params.
"""

import numpy as np


def evaluate(objective, params):
    """Return the objective's loss and gradient at params, after checking both.

    The objective gets a copy of params, so that it may write to its argument.

    Parameters
    ----------
    objective : callable
        ``objective(params) -> (loss, gradient)``.
    params : ndarray of shape (..., n_params)
        Where to evaluate it.

    Returns
    -------
    loss : ndarray of shape (...)
        The value; lower is better.
    gradient : ndarray of shape (..., n_params)
        The slope in every direction.

    Raises
    ------
    ValueError
        If the objective returns something else than a pair, or no numbers, or arrays of other
        shapes.

    Examples
    --------
    >>> import numpy as np
    >>> loss, gradient = evaluate(lambda x: ((x**2).sum(-1), 2 * x), np.array([1.0, 2.0]))
    >>> loss.item(), gradient.tolist()
    (5.0, [2.0, 4.0])
    """
    result = objective(params.copy())
    if not (isinstance(result, tuple | list) and len(result) == 2):
        got = f"{type(result).__name__} of shape {np.shape(result)}"
        raise ValueError(f"objective must return the pair (loss, gradient), got one {got}")
    gradient = _floats("gradient", result[1], params.shape)
    loss = _floats("loss", result[0], params.shape[:-1])
    return loss, gradient


def _floats(name, value, shape):
    try:
        array = np.asarray(value)
    except ValueError:  # rows of several lengths
        array = np.asarray(value, dtype=object)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"objective must return a {name} of numbers, got {value!r}")
    if array.shape != shape:
        raise ValueError(f"objective must return a {name} of shape {shape}, got {array.shape}")
    return array.astype(float)
