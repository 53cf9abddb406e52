"""One sentence for a bad argument: counts, times, and all else."""

import math
import operator
from numbers import Real


def whole_number(name, value, low, high=None):
    """Return the value as an int, after checking its range.

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : int
        What was given; a float is refused, even a whole one.
    low, high : int
        The smallest and the largest number allowed; None sets no limit.

    Returns
    -------
    int
        The value.

    Raises
    ------
    ValueError
        If value is not an integer or is outside its range.

    Examples
    --------
    >>> whole_number("batch_size", 32, low=1, high=10)
    Traceback (most recent call last):
    ValueError: batch_size must be from 1 to 10, got 32
    """
    try:
        number = operator.index(value)
    except TypeError:
        raise ValueError(f"{name} must be an integer, got {value!r}") from None
    if number < low or (high is not None and number > high):
        expected = f"at least {low}" if high is None else f"from {low} to {high}"
        raise ValueError(f"{name} must be {expected}, got {number}")
    return number


def require(name, value, is_right, expected):
    """Raise ValueError where an argument is not what was expected of it."""
    if not is_right:
        raise ValueError(f"{name} must be {expected}, got {value!r}")


def is_number(value):
    """Return whether a value is a real number; True and False do not count."""
    return isinstance(value, Real) and not isinstance(value, bool)


def check_seconds(name, seconds):
    """Raise ValueError where `seconds` is neither None nor a positive finite number."""
    is_right = seconds is None or (is_number(seconds) and 0 < seconds < math.inf)
    require(name, seconds, is_right, "a positive number of seconds or None")
