"""An interval for what chance moves, as it is written in docs/claims.md."""

import numpy as np
from scipy import stats


def mean_of(values, digits=1):
    """Return the mean of independent repeats with its 95 % interval, as in ``"2.6 ± 0.6"``."""
    return f"{np.mean(values):.{digits}f} ± {_half(values):.{digits}f}"


def bounds_of(values):
    """Return both ends of that interval, for a claim about a sign or a size."""
    return np.mean(values) - _half(values), np.mean(values) + _half(values)


def is_near(values, truth):
    """Return whether the mean lies within twice the interval of a value that it is said to have.

    Once, a true value would be missed by one draw in twenty; twice, by one in 10,000.
    """
    return abs(np.mean(values) - truth) < 2 * _half(values)


def _half(values):
    factor = stats.t.ppf(0.975, np.size(values) - 1)  # Student's: 2.8 for five, 2.1 for twenty
    return factor * np.std(values, ddof=1) / np.sqrt(np.size(values))
