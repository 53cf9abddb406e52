"""An interval for what chance moves, as it is written in docs/claims.md."""

import numpy as np


def mean_of(values, digits=1):
    """Return the mean of independent repeats with its 95 % interval, as in ``"2.6 ± 0.6"``."""
    values = np.asarray(values, dtype=float)
    half = 1.96 * values.std(ddof=1) / np.sqrt(values.size)
    return f"{values.mean():.{digits}f} ± {half:.{digits}f}"


def bounds_of(values):
    """Return both ends of that interval, for a claim about a sign or a size."""
    values = np.asarray(values, dtype=float)
    half = 1.96 * values.std(ddof=1) / np.sqrt(values.size)
    return values.mean() - half, values.mean() + half
