"""A space in Optuna's terms: a name and a distribution for each hyperparameter of each branch."""

from math import isfinite
from typing import NamedTuple

from hplearn.execution.encoding import encode
from hplearn.tuning.spaces import Choice, Distribution, Integer, LogUniform

LOGARITHMIC = ("loguniform", "reciprocal")  # one distribution of scipy.stats by both its names


class Axis(NamedTuple):
    """One hyperparameter of one branch in Optuna's terms; `labels` are those of its options."""

    name: str
    dimension: object
    distribution: object
    labels: list | None = None

    def translate(self, value):
        """Return the parameter that stands for `value` in the study."""
        if self.labels:
            return self.labels[int(self.dimension.to_unit(value) * len(self.labels))]
        inside = min(max(value, self.distribution.low), self.distribution.high)  # rounding
        return type(self.distribution.low)(inside)


def study_axes(space, located):
    """Return the `Axis` of every (branch, name).

    Parameters
    ----------
    space : Space
    located : list of (branch, config)
        What was tried: it bounds the distributions that have no end.

    Examples
    --------
    >>> from hplearn.tuning import Integer, Space
    >>> study_axes(Space({"depth": Integer(1, 9)}), [])[0, "depth"].distribution
    IntDistribution(high=9, log=False, low=1, step=1)
    """
    groups = {}  # name in the study -> the dimensions, by place, that share its distribution
    for branch, name, dimension in space.coordinates:
        all_of_it = [one[name] for one in space.branches if name in one]
        lists = all(isinstance(one, Choice) for one in all_of_it)
        alike = lists or all(one == dimension for one in all_of_it)
        own_name = name if alike else f"{name}, branch {branch}"
        groups.setdefault(own_name, {})[branch, name] = dimension
    axes = {}
    for own_name, dimensions in groups.items():
        if isinstance(next(iter(dimensions.values())), Choice):
            axes |= _choice_axes(own_name, dimensions)
        else:
            axes |= _number_axes(own_name, dimensions, located)
    return axes


def _choice_axes(name, choices):
    from optuna.distributions import CategoricalDistribution

    labels = _labels([option for choice in choices.values() for option in choice.options])
    distribution, axes = CategoricalDistribution(list(dict.fromkeys(labels))), {}
    for place, choice in choices.items():
        own, labels = labels[: len(choice.options)], labels[len(choice.options) :]
        axes[place] = Axis(name, choice, distribution, own)
    return axes


def _number_axes(name, dimensions, located):
    values = [
        value
        for branch, config in located
        for key, value in config.items()
        if (branch, key) in dimensions
    ]
    dimension = next(iter(dimensions.values()))
    axis = Axis(name, dimension, _distribution(dimension, values))
    return dict.fromkeys(dimensions, axis)


def _labels(options):
    """Return the options if Optuna can hold and tell them apart, else their places and texts."""
    plain = [encode(option) for option in options]
    single = not any(isinstance(one, list | dict) for one in plain)
    if single and len(set(plain)) == len({(type(one), one) for one in plain}):
        return plain
    texts = [one["repr"] if isinstance(one, dict) and "repr" in one else None for one in plain]
    return [f"{i}: {text or repr(options[i])}" for i, text in enumerate(texts)]


def _distribution(dimension, values):
    from optuna.distributions import FloatDistribution, IntDistribution

    if isinstance(dimension, Integer):
        return IntDistribution(int(dimension.low), int(dimension.high), log=dimension.log)
    if not isinstance(dimension, Distribution):
        log = isinstance(dimension, LogUniform)
        return FloatDistribution(float(dimension.low), float(dimension.high), log=log)
    frozen = dimension.frozen
    ends = zip(frozen.support(), (min, max), strict=True)
    low, high = (end if isfinite(end) else last(values, default=0) for end, last in ends)
    if hasattr(frozen.dist, "pmf"):
        return IntDistribution(int(low), int(high))
    return FloatDistribution(
        float(low), float(high), log=frozen.dist.name in ("loguniform", "reciprocal")
    )
