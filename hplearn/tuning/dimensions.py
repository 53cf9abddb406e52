"""Dimensions: the values one hyperparameter may take.

Each maps the unit interval onto its values and back, so that a search that works in the unit cube
works in every space, and sampling is the map of a uniform random point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral

import numpy as np

from hplearn.tuning.bounds import check_bounds

# Of a distribution without an end the quantile at 0 or 1 is infinite; of a discrete one that at 0
# lies below the support.
QUANTILES = 2.0**-53, 1 - 2.0**-53


def _unit(position, value, dimension):
    """Return `position` in [0, 1], forgiving rounding; `value` is what the error names."""
    if not -1e-9 <= position <= 1 + 1e-9:
        raise ValueError(f"{value!r} lies outside {dimension!r}")
    return float(min(max(position, 0.0), 1.0))


def _same(option, value):
    if isinstance(option, np.ndarray) or isinstance(value, np.ndarray):
        return type(option) is type(value) and np.array_equal(option, value)
    return bool(np.all(option == value))


@dataclass(frozen=True)
class Uniform:
    """Every number from `low` to `high`, equally likely.

    Parameters
    ----------
    low, high : float

    Examples
    --------
    >>> Uniform(-1, 1).from_unit(0.75), Uniform(-1, 1).to_unit(0.5), Uniform(0, 1).grid(3)
    (0.5, 0.75, [0.0, 0.5, 1.0])
    """

    low: float
    high: float

    def __post_init__(self):  # noqa: D105
        check_bounds(self.low, self.high)

    def from_unit(self, u):
        """Return the value at `u` in [0, 1]."""
        return float(self.low + u * (self.high - self.low))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1]."""
        return _unit((value - self.low) / (self.high - self.low), value, self)

    def grid(self, n):
        """Return `n` values, evenly spaced, both ends included."""
        return np.linspace(self.low, self.high, n).tolist()


@dataclass(frozen=True)
class LogUniform:
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

    low: float
    high: float

    def __post_init__(self):  # noqa: D105
        check_bounds(self.low, self.high, log=True)

    def from_unit(self, u):
        """Return the value at `u` in [0, 1]."""
        value = np.exp((1 - u) * np.log(self.low) + u * np.log(self.high))
        return float(np.clip(value, self.low, self.high))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1], on the log scale."""
        position = -1.0 if value <= 0 else np.log(value / self.low) / np.log(self.high / self.low)
        return _unit(position, value, self)

    def grid(self, n):
        """Return `n` values in equal ratios, both ends included."""
        return np.geomspace(self.low, self.high, n).tolist()


@dataclass(frozen=True)
class Integer:
    """Every whole number from `low` to `high`, both included.

    Parameters
    ----------
    low, high : int
    log : bool
        Whether each ratio, rather than each number, is equally likely; then `low` is 1 or more.

    Examples
    --------
    >>> Integer(1, 4).from_unit(0.99), Integer(1, 4).to_unit(1), Integer(8, 128, log=True).grid(5)
    (4, 0.125, [8, 16, 32, 64, 128])
    """

    low: int
    high: int
    log: bool = False

    def __post_init__(self):  # noqa: D105
        check_bounds(self.low, self.high, Integral, log=self.log)

    @property
    def continuous(self):
        """The dimension of all numbers that are rounded to these."""
        return (LogUniform if self.log else Uniform)(self.low - 0.5, self.high + 0.5)

    def from_unit(self, u):
        """Return the whole number whose bin holds `u` in [0, 1]."""
        nearest = np.floor(self.continuous.from_unit(u) + 0.5)
        return int(np.clip(nearest, self.low, self.high))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1]: inside its bin."""
        if isinstance(value, bool) or not isinstance(value, Integral):
            raise ValueError(f"{value!r} lies outside {self!r}")
        if not self.low <= value <= self.high:
            raise ValueError(f"{value!r} lies outside {self!r}")
        return self.continuous.to_unit(value)

    def grid(self, n):
        """Return at most `n` whole numbers, evenly spread, both ends included."""
        spread = (np.geomspace if self.log else np.linspace)(self.low, self.high, n)
        return np.unique(np.floor(spread + 0.5).astype(int)).tolist()


@dataclass(frozen=True)
class Choice:
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

    def __post_init__(self):  # noqa: D105
        if isinstance(self.options, str) or not isinstance(self.options, Sequence | np.ndarray):
            raise ValueError(f"options must be a list of values, got {self.options!r}")
        if isinstance(self.options, np.ndarray) and self.options.ndim != 1:
            raise ValueError(f"options must be a flat array, got shape {self.options.shape}")
        if len(self.options) == 0:
            raise ValueError(f"options must hold at least one value, got {self.options!r}")
        object.__setattr__(self, "options", tuple(self.options))

    def from_unit(self, u):
        """Return the option whose bin holds `u` in [0, 1]."""
        return self.options[min(int(u * len(self.options)), len(self.options) - 1)]

    def to_unit(self, value):
        """Return the middle of the bin of `value`, in [0, 1]."""
        for i, option in enumerate(self.options):
            if option is value or (type(option) is type(value) and _same(option, value)):
                return (i + 0.5) / len(self.options)
        for i, option in enumerate(self.options):
            if _same(option, value):
                return (i + 0.5) / len(self.options)
        raise ValueError(f"{value!r} lies outside {self!r}")

    def grid(self, n=None):
        """Return every option; `n` has no say."""
        return list(self.options)


class Ordered(Choice):
    """One of several values that have an order, equally likely.

    Searches treat neighbours as alike, as on a number line; in a `Choice` all options differ alike.

    Examples
    --------
    >>> Ordered([0.001, 0.01, 0.1]).to_unit(0.01)
    0.5
    """


@dataclass(frozen=True)
class Distribution:
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

    def from_unit(self, u):
        """Return the quantile at `u` in [0, 1]; the two ends give a finite one as well."""
        value = self.frozen.ppf(np.clip(u, *QUANTILES)).item()
        return int(value) if hasattr(self.frozen.dist, "pmf") else value

    def to_unit(self, value):
        """Return the share of the distribution below `value`; if discrete, to mid-step."""
        (low, high), discrete = self.frozen.support(), hasattr(self.frozen.dist, "pmf")
        inside = low - 1e-9 * abs(low) <= value <= high + 1e-9 * abs(high)  # forgives rounding
        if not inside or (discrete and value % 1):
            raise ValueError(f"{value!r} lies outside {self!r}")
        below, upto = self.frozen.cdf(value - 1), self.frozen.cdf(value)
        return float((below + upto) / 2 if discrete else upto)

    def grid(self, n):
        """Return the quantiles in the middle of `n` equal shares."""
        return [self.from_unit((i + 0.5) / n) for i in range(n)]
