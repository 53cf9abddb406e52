"""One check of a range: what the two ends of a dimension may be."""

from numbers import Integral, Real

import numpy as np

WANTED = {Real: (np.inf, "a finite number"), Integral: (2**52, "an integer below 2**52 in size")}


def check_bounds(low, high, kind=Real, *, log=False):
    """Raise ValueError where a range cannot be used.

    Parameters
    ----------
    low, high : number
    kind : Real or Integral
        What both must be.
    log : bool
        Whether the range is on a log scale, so that `low` must be positive.

    Examples
    --------
    >>> check_bounds(1.0, 0.1)
    Traceback (most recent call last):
    ValueError: low must be below high, got low=1.0, high=0.1
    """
    for name, bound in (("low", low), ("high", high)):
        limit, wanted = WANTED[kind]
        if isinstance(bound, bool) or not isinstance(bound, kind) or not np.abs(bound) < limit:
            raise ValueError(f"{name} must be {wanted}, got {bound!r}")
    if log and low <= 0:
        raise ValueError(f"low must be positive on a log scale, got {low!r}")
    if low >= high:
        raise ValueError(f"low must be below high, got low={low!r}, high={high!r}")
    if not np.isfinite(float(high) / float(low) if log else float(high) - float(low)):
        way = "ratio" if log else "distance"
        raise ValueError(f"low and high must have a finite {way}, got {low!r} and {high!r}")
