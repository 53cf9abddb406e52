"""Dimensions: the kinds of a range, each of which answers for itself.

Each maps the unit interval onto its values and back, so that sampling is the map of a uniform
random number, and a search that works in [0, 1] works for every kind.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from functools import cached_property
from math import floor
from numbers import Integral, Real
from typing import ClassVar

import numpy as np

from hplearn.checks import is_number, require, whole_number
from hplearn.execution.encoding import encode

# Of a distribution without an end the quantile at 0 or 1 is infinite; of a discrete one that at 0
# lies below the support.
QUANTILES = 2.0**-53, 1 - 2.0**-53
BOUNDS = {Real: (np.inf, "a finite number"), Integral: (2**52, "an integer below 2**52 in size")}


class Dimension:
    """The values that one hyperparameter may take, as a map of [0, 1] onto them and back.

    A kind of range has `from_unit`, `to_unit` and `grid`, and is best a frozen dataclass, so that
    it can be compared and printed. ``to_unit`` raises ValueError for a value that the range does
    not have. ``grid(n)`` returns n values in order, or all if there are fewer, evenly spaced on the
    scale of the range: with both ends where it has ends. What else a search asks of it has answers
    here that fit numbers without gaps. If it has `low` and `high`, searches warn where the best
    value lies at one of them, and Optuna is told of them.

    Attributes
    ----------
    options : tuple or None
        The values, where they are a list.
    is_ordered : bool
        Whether neighbours are alike, as on a number line.
    log : bool
        Whether equal ratios are equally likely.
    n_levels : int or inf
        How many values there are.

    Examples
    --------
    >>> class OneMinus(Dimension):  # a momentum: its distance to 1 is what matters
    ...     def __init__(self, low, high):
    ...         self.rest = LogUniform(1 - high, 1 - low)
    ...     def from_unit(self, u):
    ...         return 1 - self.rest.from_unit(1 - u)
    ...     def to_unit(self, value):
    ...         return 1 - self.rest.to_unit(1 - value)
    ...     def grid(self, n):
    ...         return [1 - rest for rest in self.rest.grid(n)[::-1]]
    >>> [round(value, 3) for value in OneMinus(0.9, 0.999).grid(3)]
    [0.9, 0.99, 0.999]
    """

    options = None
    is_ordered = True
    log = False
    n_levels = np.inf

    @property
    def scale(self):
        """Matplotlib's name of the scale on which its values stand."""
        return "log" if self.log else "linear"

    def cells(self, u):
        """Return the ends of the stretches of [0, 1] that give the same values as `u` (n,).

        Both are `u` where every point has its own value.
        """
        return u, u

    def levels(self, most):
        """Return the places of all values in [0, 1], None where they are more than `most`."""
        return None


@dataclass(frozen=True)
class _Range(Dimension):
    """The numbers from `low` to `high`, both of a `kind`, on a log scale or not."""

    low: float
    high: float
    log: ClassVar[bool] = False
    kind: ClassVar[type] = Real

    def __post_init__(self):
        low, high, (limit, wanted) = self.low, self.high, BOUNDS[self.kind]
        for name, end in (("low", low), ("high", high)):
            is_right = isinstance(end, self.kind) and is_number(end) and abs(end) < limit
            require(name, end, is_right, wanted)
            object.__setattr__(self, name, float(end) if self.kind is Real else end)
        require("low", low, low > 0 or not self.log, "positive on a log scale")
        require("low", low, low < high, f"below high, which is {high!r}")
        span = float(high) / float(low) if self.log else float(high) - float(low)
        require("high", high, span < np.inf, f"at a finite distance, or ratio, from {low}")

    def from_unit(self, u):
        """Return the value at `u` in [0, 1]."""
        return float(self.values(u))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1], on the scale of the range."""
        with np.errstate(divide="ignore", invalid="ignore"):  # such a number lies outside, too
            return _inside(self.places(value), value, self)

    def grid(self, n):
        """Return `n` values, evenly spaced on the scale of the range, both ends included."""
        return (np.geomspace if self.log else np.linspace)(self.low, self.high, n).tolist()


class Uniform(_Range):
    """Every number from `low` to `high`, equally likely.

    Parameters
    ----------
    low, high : float

    Examples
    --------
    >>> Uniform(-1, 1).from_unit(0.75), Uniform(-1, 1).to_unit(0.5), Uniform(0, 1).grid(3)
    (0.5, 0.75, [0.0, 0.5, 1.0])
    """

    def values(self, u):
        """Return the values at all `u` (n,) in [0, 1]."""
        return self.low + u * (self.high - self.low)

    def places(self, values):
        """Return where all `values` (n,) lie, as in `to_unit`."""
        return (values - self.low) / (self.high - self.low)


class LogUniform(_Range):
    """Every number from `low` to `high`, each decade equally likely.

    For hyperparameters that multiply, such as a learning rate.

    Parameters
    ----------
    low, high : float
        Positive.

    Examples
    --------
    >>> round(LogUniform(1e-4, 1).from_unit(0.5), 6), LogUniform(1e-4, 1).to_unit(1e-3)
    (0.01, 0.25)
    """

    log = True

    def values(self, u):
        """Return the values at all `u` (n,) in [0, 1]."""
        values = np.exp((1 - u) * np.log(self.low) + u * np.log(self.high))
        return np.clip(values, self.low, self.high)

    def places(self, values):
        """Return where all positive `values` (n,) lie, as in `to_unit`."""
        return np.log(values / self.low) / np.log(self.high / self.low)


@dataclass(frozen=True)
class Integer(_Range):
    """Every whole number from `low` to `high`, both included.

    Parameters
    ----------
    low, high : int
    log : bool
        Whether each ratio, rather than each number, is equally likely; then `low` is 1 or more.
    step : 1
        Whole numbers with another step are ``Ordered(range(low, high + 1, step))``.

    Examples
    --------
    >>> Integer(1, 4).from_unit(0.99), Integer(1, 4).to_unit(1), Integer(8, 128, log=True).grid(5)
    (4, 0.125, [8, 16, 32, 64, 128])
    """

    low: int
    high: int
    log: bool = False
    step: InitVar[int] = 1
    kind = Integral

    def __post_init__(self, step):  # noqa: D105
        super().__post_init__()
        step = whole_number("step", step, low=1)
        line = f"Ordered(range({self.low}, {self.high + 1}, {step}))"
        require("step", step, step == 1, f"1, else write {line}")

    @property
    def n_levels(self):
        """How many numbers there are."""
        return self.high - self.low + 1

    @cached_property
    def continuous(self):
        """The dimension of all numbers that are rounded to these."""
        return (LogUniform if self.log else Uniform)(self.low - 0.5, self.high + 0.5)

    def from_unit(self, u):
        """Return the whole number whose bin holds `u` in [0, 1]."""
        nearest = floor(self.continuous.from_unit(u) + 0.5)
        return int(min(max(nearest, self.low), self.high))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1]: inside its bin."""
        whole = isinstance(value, Integral) and not isinstance(value, bool)
        if not whole or not self.low <= value <= self.high:
            raise ValueError(f"{value!r} lies outside {self!r}")
        return self.continuous.to_unit(value)

    def grid(self, n):
        """Return at most `n` whole numbers, evenly spread, both ends included."""
        spread = np.array(super().grid(n))
        return np.unique(np.floor(spread + 0.5).astype(int)).tolist()

    def cells(self, u):
        """Return the ends of the stretches of [0, 1] that give the same numbers as `u` (n,)."""
        numbers = np.clip(np.floor(self.continuous.values(u) + 0.5), self.low, self.high)
        low, high = (self.continuous.places(numbers + side) for side in (-0.5, 0.5))
        return np.clip(low, 0, 1), np.clip(high, 0, 1)

    def levels(self, most):
        """Return the places of all numbers in [0, 1], None where they are more than `most`."""
        numbers = range(self.low, self.high + 1)
        return np.array([*map(self.to_unit, numbers)]) if self.n_levels <= most else None


@dataclass(frozen=True)
class Choice(Dimension):
    """One of several options, equally likely, in no order.

    Parameters
    ----------
    options : sequence
        At least one.

    Examples
    --------
    >>> Choice(["adam", "sgd"]).from_unit(0.7), Choice(["adam", "sgd"]).to_unit("adam")
    ('sgd', 0.25)
    """

    options: Sequence
    is_ordered: ClassVar[bool] = False

    def __post_init__(self):  # noqa: D105
        if isinstance(self.options, str) or not isinstance(self.options, Sequence | np.ndarray):
            raise ValueError(f"options must be a list of values, got {self.options!r}")
        if isinstance(self.options, np.ndarray) and self.options.ndim != 1:
            raise ValueError(f"options must be a flat array, got shape {self.options.shape}")
        require("options", self.options, len(self.options) > 0, "a list of at least one value")
        is_plain = isinstance(self.options, np.ndarray) and self.options.dtype.kind in "biuf"
        options = self.options.tolist() if is_plain else self.options  # as the equal list
        object.__setattr__(self, "options", tuple(options))

    @property
    def n_levels(self):
        """How many options there are."""
        return len(self.options)

    def from_unit(self, u):
        """Return the option whose bin holds `u` in [0, 1]."""
        return self.options[min(int(u * len(self.options)), len(self.options) - 1)]

    def to_unit(self, value):
        """Return the middle of the bin of `value`, in [0, 1]."""
        return (self.index(value) + 0.5) / len(self.options)

    def index(self, value):
        """Return the place of `value`: of itself, else of an option that a log would write alike.

        True equals 1, but where both are options each has its own place.
        """
        for i, option in enumerate(self.options):
            if option is value:
                return i
        written = encode(value)
        alike = [i for i, option in enumerate(self.options) if encode(option) == written]
        if not alike:
            raise ValueError(f"{value!r} lies outside {self!r}")
        return next((i for i in alike if type(self.options[i]) is type(value)), alike[0])

    def grid(self, n=None):
        """Return every option; `n` has no say."""
        return list(self.options)

    def cells(self, u):
        """Return the ends of the bins of the options at `u` (n,)."""
        n = len(self.options)
        index = np.minimum(np.floor(u * n), n - 1)
        return index / n, (index + 1) / n

    def levels(self, most=None):
        """Return the middles of all bins, however many they are."""
        return (np.arange(len(self.options)) + 0.5) / len(self.options)


class Ordered(Choice):
    """One of several values that have an order, equally likely.

    Searches treat neighbours as alike, as on a number line; in a `Choice` all options differ alike.

    Parameters
    ----------
    options : sequence
        Two or more values, in their order.

    Examples
    --------
    >>> Ordered([0.001, 0.01, 0.1]).to_unit(0.01)
    0.5
    """

    is_ordered = True


@dataclass(frozen=True)
class Distribution(Dimension):
    """A frozen distribution of scipy.stats as a dimension, through its quantiles.

    Parameters
    ----------
    frozen : scipy.stats frozen distribution
        With `ppf` and `cdf`.

    Examples
    --------
    >>> from scipy.stats import norm
    >>> Distribution(norm(10, 2)).from_unit(0.5)
    10.0
    """

    frozen: object

    def __repr__(self):
        """Return the distribution's name and arguments, which tell it from others."""
        given = [*map(repr, self.frozen.args), *(f"{k}={v!r}" for k, v in self.frozen.kwds.items())]
        return f"Distribution({self.frozen.dist.name}({', '.join(given)}))"

    @property
    def discrete(self):
        """Whether its values can be counted."""
        return hasattr(self.frozen.dist, "pmf")

    @cached_property
    def n_levels(self):
        """How many values there are, inf where there are more than ten thousand."""
        levels = self.levels(10_000)
        return np.inf if levels is None else len(levels)

    @property
    def log(self):
        """Whether equal ratios of its values are equally likely."""
        return self.frozen.dist.name in ("loguniform", "reciprocal")  # two names of one

    def from_unit(self, u):
        """Return the quantile at `u` in [0, 1]; the two ends give a finite one as well."""
        value = self.frozen.ppf(np.clip(u, *QUANTILES)).item()
        return int(value) if self.discrete else value

    def to_unit(self, value):
        """Return the share of the distribution below `value`; if discrete, to mid-step."""
        low, high = self.frozen.support()
        inside = low - 1e-9 * abs(low) <= value <= high + 1e-9 * abs(high)  # forgives rounding
        if not inside or (self.discrete and not self.frozen.pmf(value)):
            raise ValueError(f"{value!r} lies outside {self!r}")
        below, upto = self.frozen.cdf(value - 1), self.frozen.cdf(value)
        return float((below + upto) / 2 if self.discrete else upto)

    def grid(self, n):
        """Return the quantiles in the middle of `n` equal shares, each value once."""
        return list(dict.fromkeys(self.from_unit((i + 0.5) / n) for i in range(n)))

    def cells(self, u):
        """Return the shares below, and up to, the values at `u` (n,)."""
        if not self.discrete:
            return u, u
        values = self.frozen.ppf(np.clip(u, *QUANTILES))
        return self.frozen.cdf(values - 1), self.frozen.cdf(values)

    def levels(self, most):
        """Return the places of all values in [0, 1], None where they are more than `most`."""
        low, high = self.frozen.support()
        if not self.discrete or high - low >= most:
            return None
        values = np.arange(low, high + 1)
        return np.array([*map(self.to_unit, values[self.frozen.pmf(values) > 0])])


def _inside(position, value, dimension):
    """Return `position` in [0, 1], forgiving rounding; `value` is what the error names."""
    if not -1e-9 <= position <= 1 + 1e-9:
        raise ValueError(f"{value!r} lies outside {dimension!r}")
    return float(min(max(position, 0.0), 1.0))
