"""Spaces: which hyperparameters there are, and the configurations they allow."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from hplearn.checks import whole_number
from hplearn.execution.encoding import encode
from hplearn.tuning.dimensions import Choice, Distribution, Integer, LogUniform, Ordered, Uniform

__all__ = ["Choice", "Distribution", "Integer", "LogUniform", "Ordered", "Space", "Uniform"]


class Space:
    """Every configuration that a search may try.

    Parameters
    ----------
    space : dict, list of dicts, or Space
        Hyperparameters by name; each value is a dimension (`Uniform`, `LogUniform`, `Integer`,
        `Choice`, `Ordered`), a list of values (a `Choice`), or a frozen distribution of
        scipy.stats. A list of dicts holds alternatives, its *branches*: hyperparameters that only
        make sense together. One branch is drawn, each equally likely.

    Attributes
    ----------
    branches : tuple of dict of str to dimension
    coordinates : list of (branch, name, dimension)
        The axes of the unit cube, but for the first one where there are several branches: that one
        says which branch.
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
            branches = space.branches
        else:
            alternatives = space if isinstance(space, list | tuple) else [space]
            branches = tuple(_branch(one) for one in alternatives)
        if not branches:
            raise ValueError(f"space must hold at least one hyperparameter, got {space!r}")
        self.branches = branches
        self.coordinates = [(b, *item) for b, one in enumerate(branches) for item in one.items()]
        self._n_switches = int(len(branches) > 1)
        self.n_dims = self._n_switches + len(self.coordinates)

    def __repr__(self):
        """Return the branches as they would be written."""
        return f"Space({list(self.branches) if self._n_switches else self.branches[0]!r})"

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
            if n_points is None:
                endless = [n for n in names if not isinstance(branch[n], Choice)]
                if endless:
                    raise ValueError(
                        f"n_points must say how many values of {endless[0]!r} to try, got None"
                    )
            values = [branch[name].grid(n_points) for name in names]
            configs += [dict(zip(names, row, strict=True)) for row in product(*values)]
        return configs

    def from_unit(self, u):
        """Return the configuration at `u` (n_dims,), a point of the unit cube."""
        u = np.asarray(u, dtype=float)
        branch = min(int(u[0] * len(self.branches)), len(self.branches) - 1)
        axes = zip(self.coordinates, u[self._n_switches :], strict=True)
        return {name: dim.from_unit(x) for (b, name, dim), x in axes if b == branch}

    def to_unit(self, config):
        """Return the point (n_dims,) of `config`; axes that it does not use are 0.5."""
        branch = self.branch_of(config)
        point = [
            dimension.to_unit(config[name]) if b == branch else 0.5
            for b, name, dimension in self.coordinates
        ]
        switch = [(branch + 0.5) / len(self.branches)] if self._n_switches else []
        return np.array(switch + point)

    def checked(self, configs):
        """Return `configs` as a list, each of which must lie inside the space."""
        if not isinstance(configs, Sequence) or not all(isinstance(c, dict) for c in configs):
            raise ValueError(f"points must be a list of configurations, got {configs!r}")
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
        reason = f"names {sorted(config)} fit no branch of {self!r}"
        for number, branch in enumerate(self.branches):
            if set(branch) != set(config):
                continue
            try:
                for name, dimension in branch.items():
                    dimension.to_unit(config[name])
                return number
            except (TypeError, ValueError) as error:
                reason = f"{name}: {error}"
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
        for branch in self.branches:
            own = {name: _own_option(branch.get(name), value) for name, value in config.items()}
            try:
                self.branch_of(own)
                return own
            except ValueError as error:
                reason = error
        raise reason


def _own_option(dimension, value):
    if isinstance(dimension, Choice) and isinstance(value, list | dict):
        same = [option for option in dimension.options if encode(option) == encode(value)]
        return same[0] if same else value
    return value


def _branch(space):
    if not isinstance(space, dict) or not space:
        raise ValueError(f"a space must be a dict of names and dimensions, got {space!r}")
    return {name: _dimension(name, values) for name, values in space.items()}


def _dimension(name, values):
    if not isinstance(name, str):
        raise ValueError(f"a hyperparameter's name must be a string, got {name!r}")
    if hasattr(values, "from_unit") and not isinstance(values, type):
        return values
    if hasattr(values, "ppf") and hasattr(values, "cdf"):
        if not hasattr(values, "dist"):
            kind = getattr(values, "name", values)
            raise ValueError(f"{name!r} must have a distribution with its arguments, got {kind!r}")
        return Distribution(values)
    if isinstance(values, Sequence | np.ndarray) and not isinstance(values, str):
        try:
            return Choice(values)
        except ValueError as error:
            raise ValueError(f"{name!r}: {error}") from None
    raise ValueError(
        f"{name!r} must have a dimension, a list of values or a distribution, got {values!r}"
    )
