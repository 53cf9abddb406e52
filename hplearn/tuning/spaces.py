"""Spaces: the configurations that a search may try.

With a dimension for each hyperparameter a space becomes the unit cube [0, 1]ⁿ. A search that works
in the cube then works in every space.
"""

from collections.abc import Sequence
from itertools import product
from numbers import Integral

import numpy as np

from hplearn.checks import is_number, require, whole_number
from hplearn.tuning.dimensions import (
    Choice,
    Dimension,
    Distribution,
    Integer,
    LogUniform,
    Ordered,
    Uniform,
)


class Space:
    """Every configuration that a search may try.

    Parameters
    ----------
    space : dict, list of dicts, or Space
        Hyperparameters by name; each value is a dimension (`Uniform`, `LogUniform`, `Integer`,
        `Choice`, `Ordered`), a list of values (a `Choice`), a frozen distribution of scipy.stats,
        or one of Optuna's distributions. A tuple of two numbers is refused: it could be a range. A
        step is written ``Ordered(range(8, 129, 8))``. A list of dicts holds
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
        When there is nothing to choose, or a value is not one of the above.

    Examples
    --------
    >>> from hplearn.tuning import LogUniform
    >>> space = Space({"learning_rate": LogUniform(1e-4, 1), "hidden": [8, 32]})
    >>> space.from_unit([1.0, 0.0]), space.to_unit({"learning_rate": 1.0, "hidden": 32})
    ({'learning_rate': 1.0, 'hidden': 8}, array([1.  , 0.75]))
    """

    def __init__(self, space):
        if isinstance(space, Space):
            space = list(space.branches)
        alternatives = space if isinstance(space, list | tuple) else [space]
        require("space", space, any(alternatives), "a dict of at least one hyperparameter")
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
        return f"Space({self.branches[0] if len(self.branches) == 1 else list(self.branches)})"

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
                is_told = n_points is not None or branch[name].options is not None
                require("n_points", n_points, is_told, f"the number of values of {name!r} to try")
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

    def repeats(self, points, tried):
        """Return which `points` (n_points, n_dims) give the configuration of one that was tried.

        `tried` (n_tried, n_dims) are points as `to_unit` gives them. The array is (n_points,).
        """
        points = np.where(self.used[self.branch_numbers(points)], points, 0.5)
        same = np.ones((len(points), len(tried)), dtype=bool)
        for i, axis in enumerate(self.axes):
            low, high = (ends[:, None] for ends in axis.cells(points[:, i]))
            same &= (low <= tried[:, i]) & (tried[:, i] <= high)
            alike = same.any(axis=0)
            same, tried = same[:, alike], tried[alike]  # the others are another configuration
        return same.any(axis=1)

    def checked(self, configs, name="points", *, whole=False):
        """Return `configs` as a list: each lies inside the space and, if `whole`, lacks no name."""
        if not isinstance(configs, Sequence) or not all(isinstance(c, dict) for c in configs):
            raise ValueError(f"{name} must be a list of configurations, got {configs!r}")
        for config in configs:
            self._branches_of(config, whole)
        return list(configs)

    def completed(self, point, rng):
        """Return a configuration with what `point` says; what it does not say is drawn.

        Of several branches that it fits, one is drawn. A whole configuration costs no draw.
        """
        fitting = self._branches_of(point, whole=False)
        if any(self.branches[number].keys() == point.keys() for number in fitting):
            return point
        branch = self.branches[rng.choice(fitting)]
        drawn = {name: dimension.from_unit(rng.random()) for name, dimension in branch.items()}
        return drawn | point

    def branch_of(self, config):
        """Return the number of the first branch that allows `config`.

        Raises
        ------
        ValueError
            When no branch does: other names, or a value outside.
        """
        return self._branches_of(config, whole=True)[0]

    def _branches_of(self, config, whole):
        """Return the numbers of the branches that allow `config`, if not `whole` as a part."""
        fitting, reason, names = [], None, config.keys()
        for number, branch in enumerate(self.branches):
            if names == branch.keys() or (not whole and names <= branch.keys()):
                try:
                    for name, value in config.items():
                        branch[name].to_unit(value)
                    fitting.append(number)
                except TypeError:  # a text, say, where numbers are
                    reason = f"{name}: {value!r} lies outside {branch[name]!r}"
                except ValueError as error:
                    reason = f"{name}: {error}"
        if not fitting:
            reason = reason or f"names {sorted(config)} fit no branch of {self!r}"
            raise ValueError(f"a configuration must lie inside the space, got {config!r}; {reason}")
        return fitting

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
            if dimension.options is not None:
                own[name] = dimension.options[dimension.index(config[name])]
        return own


def _branch(space):
    require("a space", space, isinstance(space, dict), "a dict of names and dimensions")
    return {name: _dimension(name, values) for name, values in space.items()}


def _of_optuna(values):
    """Return the dimension that says what one of Optuna's distributions does."""
    if hasattr(values, "choices"):
        return Choice(values.choices)
    low, high, step = values.low, values.high, values.step
    if values.single():
        return Ordered([low])
    if isinstance(low, Integral) and step == 1:
        return Integer(low, high, log=values.log)
    if step is None:
        return (LogUniform if values.log else Uniform)(low, high)
    return Ordered([low + i * step for i in range(round((high - low) / step) + 1)])


def _dimension(name, values):
    is_name = isinstance(name, str) and bool(name.strip())
    require("a hyperparameter's name", name, is_name, "a text, such as 'learning_rate'")
    if isinstance(values, Dimension):
        return values
    if hasattr(values, "ppf") and hasattr(values, "cdf"):
        if not hasattr(values, "dist"):
            kind = getattr(values, "name", values)
            raise ValueError(f"{name!r} must have a distribution with its arguments, got {kind!r}")
        return Distribution(values)
    if hasattr(values, "to_internal_repr"):
        return _of_optuna(values)
    if isinstance(values, tuple) and len(values) > 1 and all(map(is_number, values[:2])):
        prior = values[2:]  # of scikit-optimize
        if not prior or prior[0] in ("uniform", "log-uniform"):
            kind = "Integer" if all(isinstance(v, Integral) for v in values[:2]) else "Uniform"
            kind = "LogUniform" if prior == ("log-uniform",) else kind
            raise ValueError(
                f"{name!r} must be a range or a list of options, got the tuple {values}: write "
                f"{kind}{(*sorted(values[:2]),)} or {[*values]}"
            )
    if isinstance(values, Sequence | np.ndarray) and not isinstance(values, str):
        try:
            return Choice(values)
        except ValueError as error:
            raise ValueError(f"{name!r}: {error}") from None
    expected = "a dimension, a list of values or a distribution"
    raise ValueError(f"{name!r} must have {expected}, got {values!r}")
