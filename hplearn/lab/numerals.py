"""Numbers as people write them."""

import numpy as np


def numeral(value, digits=3):
    """Return a number as one says it: whole ones in full, others to a few digits.

    Examples
    --------
    >>> numeral(1024), numeral(0.31622776), numeral(2.5e-7)
    ('1024', '0.316', '2.5e-07')
    """
    if value and not 1e-4 <= abs(value) < 1e6:
        return f"{value:.{digits}g}"
    if value == round(value):
        return f"{value:.0f}"
    return np.format_float_positional(value, digits, fractional=False, trim="-")
