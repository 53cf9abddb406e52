"""Is a gradient right? Compare it with differences of the loss."""

import numpy as np

from hplearn.checks import require
from hplearn.optim.minimize import evaluate

ROUND_OFF = np.finfo(float).eps
FLOOR = 1e-3  # smallest size, as a share of the largest component, that a component is judged by


def gradcheck(objective, params, *, step=ROUND_OFF ** (1 / 3)):
    """Return the largest relative error of an objective's gradient against central differences.

    About 1e-9 is right and 1e-2 is wrong; between them, look for a kink or for a loss far larger
    than its changes. Near a minimum every gradient drowns in round-off: check somewhere else.

    Parameters
    ----------
    objective : callable
        ``objective(params) -> (loss, gradient)``; it is called with shape (n_params,) only.
    params : array_like of shape (n_params,)
        Where to check.
    step : float, > 0
        Distance to each side, times max(1, abs(param)). A longer one adds truncation error, which
        grows as its square; a shorter one adds round-off. The default, the cube root of the
        machine precision (6e-6), balances them.

    Returns
    -------
    float
        Each component's error is relative to its own size, or to a thousandth of the largest
        component if that is more.

    Raises
    ------
    ValueError
        If params is not a finite vector, or step is not positive and finite.

    References
    ----------
    J. Nocedal and S. J. Wright, Numerical Optimization, 2nd edition, 2006, section 8.1.

    Examples
    --------
    >>> from hplearn.optim import gradcheck, rosenbrock
    >>> gradcheck(rosenbrock(), [-1.2, 1.0]) < 1e-8
    True
    """
    params = np.asarray(params, dtype=float)
    if params.ndim != 1 or not np.isfinite(params).all():
        raise ValueError(f"params must be finite, of shape (n_params,), got {params.tolist()}")
    require("step", step, 0 < step < np.inf, "positive and finite")
    _, analytic = evaluate(objective, params)
    numeric = _central_differences(objective, params, step * np.maximum(1, np.abs(params)))
    size = np.maximum(np.abs(analytic), np.abs(numeric))
    size = np.maximum(size, FLOOR * size.max())
    size = np.maximum(size, np.finfo(float).tiny)  # where both are 0, their error is 0, too
    return float(np.max(np.abs(analytic - numeric) / size))


def _central_differences(objective, params, steps):
    numeric = np.empty_like(params)
    for i, shift in enumerate(np.diag(steps)):
        above, below = params + shift, params - shift
        rise = evaluate(objective, above)[0] - evaluate(objective, below)[0]
        numeric[i] = rise / (above[i] - below[i])
    return numeric
