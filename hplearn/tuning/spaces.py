"""Spaces: the values that each hyperparameter may take, and the configurations made of them.

Each dimension maps the unit interval onto its values and back, so that a space with n axes becomes
the unit cube [0, 1]ⁿ. A search that works in the cube then works in every space, and sampling is
the map of a uniform random point.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import floor
from numbers import Integral, Real
from typing import ClassVar

import numpy as np

from hplearn.checks import check, is_number, whole_number
from hplearn.execution.encoding import encode

# Of a distribution without an end the quantile at 0 or 1 is infinite; of a discrete one that at 0
# lies below the support.
QUANTILES = 2.0**-53, 1 - 2.0**-53
BOUNDS = {Real: (np.inf, "a finite number"), Integral: (2**52, "an integer below 2**52 in size")}


@dataclass(frozen=True)
class _Range:
    """The numbers from `low` to `high`, both of a `kind`, on a log scale or not."""

    low: float
    high: float
    log: ClassVar[bool] = False
    kind: ClassVar[type] = Real

    def __post_init__(self):
        low, high, (limit, wanted) = self.low, self.high, BOUNDS[self.kind]
        for name, end in (("low", low), ("high", high)):
            is_right = isinstance(end, self.kind) and is_number(end) and abs(end) < limit
            check(name, end, is_right, wanted)
        check("low", low, low > 0 or not self.log, "positive on a log scale")
        check("low", low, low < high, f"below high, which is {high!r}")
        span = float(high) / float(low) if self.log else float(high) - float(low)
        check("high", high, span < np.inf, f"at a finite distance, or ratio, from {low}")


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

    def from_unit(self, u):
        """Return the value at `u` in [0, 1]."""
        return float(self.low + u * (self.high - self.low))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1]."""
        return _inside((value - self.low) / (self.high - self.low), value, self)

    def grid(self, n):
        """Return `n` values, evenly spaced, both ends included."""
        return np.linspace(self.low, self.high, n).tolist()


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

    def from_unit(self, u):
        """Return the value at `u` in [0, 1]."""
        value = np.exp((1 - u) * np.log(self.low) + u * np.log(self.high))
        return float(min(max(value, self.low), self.high))

    def to_unit(self, value):
        """Return where `value` lies, in [0, 1], on the log scale."""
        position = -1.0 if value <= 0 else np.log(value / self.low) / np.log(self.high / self.low)
        return _inside(position, value, self)

    def grid(self, n):
        """Return `n` values in equal ratios, both ends included."""
        return np.geomspace(self.low, self.high, n).tolist()


@dataclass(frozen=True)
class Integer(_Range):
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
    kind = Integral

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
        check("options", self.options, len(self.options) > 0, "a list of at least one value")
        object.__setattr__(self, "options", tuple(self.options))

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

    @property
    def discrete(self):
        """Whether its values can be counted."""
        return hasattr(self.frozen.dist, "pmf")

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
        if not inside or (self.discrete and value % 1):
            raise ValueError(f"{value!r} lies outside {self!r}")
        below, upto = self.frozen.cdf(value - 1), self.frozen.cdf(value)
        return float((below + upto) / 2 if self.discrete else upto)

    def grid(self, n):
        """Return the quantiles in the middle of `n` equal shares."""
        return [self.from_unit((i + 0.5) / n) for i in range(n)]


def cells(dimension, u):
    """Return the lower and upper ends of the stretches of [0, 1] that give the same values as `u`.

    Both are `u` (n,) where every point has its own value.

    >>> cells(Choice(["a", "b"]), np.array([0.1, 0.5, 1.0]))
    (array([0. , 0.5, 0.5]), array([0.5, 1. , 1. ]))
    """
    if isinstance(dimension, Choice):
        n = len(dimension.options)
        index = np.minimum(np.floor(u * n), n - 1)
        return index / n, (index + 1) / n
    if isinstance(dimension, Integer):
        values = [dimension.from_unit(x) for x in u]
        to_unit = dimension.continuous.to_unit
        low, high = ([to_unit(value + side) for value in values] for side in (-0.5, 0.5))
        return np.array(low), np.array(high)
    if isinstance(dimension, Distribution) and dimension.discrete:
        values = dimension.frozen.ppf(np.clip(u, *QUANTILES))
        return dimension.frozen.cdf(values - 1), dimension.frozen.cdf(values)
    return u, u


class Space:
    """Every configuration that a search may try.

    Parameters
    ----------
    space : dict, list of dicts, or Space
        Hyperparameters by name; each value is a dimension (`Uniform`, `LogUniform`, `Integer`,
        `Choice`, `Ordered`), a list of values (a `Choice`), or a frozen distribution of
        scipy.stats. A tuple of two numbers is refused: it could be a range. A list of dicts holds
        alternatives, its *branches*: hyperparameters that only make sense together. One branch is
        drawn, each equally likely.

    Attributes
    ----------
    branches : tuple of dict of str to dimension
    coordinates : list of (branch, name, dimension)
        The hyperparameters of all branches, one after the other.
    axes : list of dimension
        Of the unit cube: those of `coordinates`, and before them, where there are several branches,
        the choice of the branch.
    used : array (n_branches, n_dims)
        Whether a branch uses an axis.
    n_dims : int
        Axes of the unit cube.

    Raises
    ------
    ValueError
        When there is nothing to choose, or a value is none of the above.

    Examples
    --------
    >>> space = Space({"learning_rate": LogUniform(1e-4, 1), "hidden": [8, 32]})
    >>> space.from_unit([1.0, 0.0]), space.to_unit({"learning_rate": 1.0, "hidden": 32})
    ({'learning_rate': 1.0, 'hidden': 8}, array([1.  , 0.75]))
    """

    def __init__(self, space):
        if isinstance(space, Space):
            space = list(space.branches)
        alternatives = space if isinstance(space, list | tuple) else [space]
        check("space", space, len(alternatives) > 0, "a dict of at least one hyperparameter")
        self.branches = tuple(_branch(one) for one in alternatives)
        numbered = enumerate(self.branches)
        self.coordinates = [(b, *item) for b, one in numbered for item in one.items()]
        n_branches = len(self.branches)
        switch = [Choice(range(n_branches))] if n_branches > 1 else []
        self.axes = [*switch, *(dimension for *_, dimension in self.coordinates)]
        self.n_dims = len(self.axes)
        owners = np.array([branch for branch, *_ in self.coordinates])
        self.used = np.ones((n_branches, self.n_dims), dtype=bool)
        self.used[:, len(switch) :] = owners == np.arange(n_branches)[:, None]

    def __repr__(self):
        """Return the branches as they would be written."""
        return f"Space({list(self.branches) if len(self.branches) > 1 else self.branches[0]!r})"

    def sample(self, rng):
        """Return one configuration drawn with the Generator `rng`."""
        return self.from_unit(rng.random(self.n_dims))

    def grid(self, n_points=None):
        """Return every combination of `n_points` values a dimension; lists keep all of theirs.

        Names are taken by the alphabet and the last one changes fastest.
        """
        if n_points is not None:
            n_points = whole_number("n_points", n_points, low=1)
        configs = []
        for branch in self.branches:
            names = sorted(branch)
            for name in names:
                is_told = n_points is not None or isinstance(branch[name], Choice)
                check("n_points", n_points, is_told, f"the number of values of {name!r} to try")
            values = [branch[name].grid(n_points) for name in names]
            configs += [dict(zip(names, row, strict=True)) for row in product(*values)]
        return configs

    def from_unit(self, u):
        """Return the configuration at `u` (n_dims,), a point of the unit cube."""
        u = np.asarray(u, dtype=float)
        branch = self.branch_numbers(u[None])[0]
        values = zip(self.coordinates, u[-len(self.coordinates) :], strict=True)
        return {name: dim.from_unit(x) for (b, name, dim), x in values if b == branch}

    def to_unit(self, config):
        """Return the point (n_dims,) of `config`; axes that it does not use are 0.5."""
        branch = self.branch_of(config)
        point = [(branch + 0.5) / len(self.branches)] if len(self.branches) > 1 else []
        for owner, name, dimension in self.coordinates:
            point.append(dimension.to_unit(config[name]) if owner == branch else 0.5)
        return np.array(point)

    def branch_numbers(self, points):
        """Return the branch of each of the `points` (n_points, n_dims), array (n_points,)."""
        n_branches = len(self.branches)
        return np.minimum((points[:, 0] * n_branches).astype(int), n_branches - 1)

    def canonical(self, points):
        """Return one and the same point (n_points, n_dims) for all that give one configuration.

        It is the lower corner of their cell; axes that the branch does not use are 0.5.
        """
        low = [cells(axis, u)[0] for axis, u in zip(self.axes, points.T, strict=True)]
        return np.where(self.used[self.branch_numbers(points)], np.column_stack(low), 0.5)

    def checked(self, configs, name="points"):
        """Return `configs` as a list, each of which must lie inside the space."""
        if not isinstance(configs, Sequence) or not all(isinstance(c, dict) for c in configs):
            raise ValueError(f"{name} must be a list of configurations, got {configs!r}")
        for config in configs:
            self.branch_of(config)
        return list(configs)

    def branch_of(self, config):
        """Return the number of the first branch that allows `config`.

        Raises
        ------
        ValueError
            When no branch does: other names, or a value outside.
        """
        reason = None
        for number, branch in enumerate(self.branches):
            if set(branch) != set(config):
                continue
            try:
                for name, dimension in branch.items():
                    dimension.to_unit(config[name])
                return number
            except (TypeError, ValueError) as error:
                reason = f"{name}: {error}"
        reason = reason or f"names {sorted(config)} fit no branch of {self!r}"
        raise ValueError(f"a configuration must lie inside the space, got {config!r}; {reason}")

    def own(self, config):
        """Return `config` with the options of this space for what a log made of them.

        JSON turns a tuple into a list and writes of an object its text: the option that is written
        the same is meant.

        Raises
        ------
        ValueError
            When no branch allows it.
        """
        branch, own = self.branches[self.branch_of(config)], dict(config)
        for name, dimension in branch.items():
            if isinstance(dimension, Choice):
                own[name] = dimension.options[dimension.index(config[name])]
        return own


def _branch(space):
    is_right = isinstance(space, dict) and len(space) > 0
    check("a space", space, is_right, "a dict of names and dimensions")
    return {name: _dimension(name, values) for name, values in space.items()}


def _dimension(name, values):
    is_name = isinstance(name, str) and bool(name.strip())
    check("a hyperparameter's name", name, is_name, "a text, such as 'learning_rate'")
    if hasattr(values, "from_unit") and not isinstance(values, type):
        return values
    if hasattr(values, "ppf") and hasattr(values, "cdf"):
        if not hasattr(values, "dist"):
            kind = getattr(values, "name", values)
            raise ValueError(f"{name!r} must have a distribution with its arguments, got {kind!r}")
        return Distribution(values)
    if isinstance(values, tuple) and len(values) == 2 and all(map(is_number, values)):
        kind = "Integer" if all(isinstance(value, Integral) for value in values) else "Uniform"
        raise ValueError(
            f"{name!r} must be a range or a list of options, got the tuple {values}: write "
            f"{kind}{(*sorted(values),)} or {[*values]}"
        )
    if isinstance(values, Sequence | np.ndarray) and not isinstance(values, str):
        try:
            return Choice(values)
        except ValueError as error:
            raise ValueError(f"{name!r}: {error}") from None
    expected = "a dimension, a list of values or a distribution"
    raise ValueError(f"{name!r} must have {expected}, got {values!r}")


def _inside(position, value, dimension):
    """Return `position` in [0, 1], forgiving rounding; `value` is what the error names."""
    if not -1e-9 <= position <= 1 + 1e-9:
        raise ValueError(f"{value!r} lies outside {dimension!r}")
    return float(min(max(position, 0.0), 1.0))
