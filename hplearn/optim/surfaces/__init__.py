"""Surfaces to walk on: value and exact gradient together, with known minima and bounds."""

from hplearn.optim.surfaces.literature import beale, branin, hartmann6, himmelblau, rosenbrock
from hplearn.optim.surfaces.made import bowl, double_well, valley
from hplearn.optim.surfaces.surface import Surface

__all__ = [
    "Surface",
    "beale",
    "bowl",
    "branin",
    "double_well",
    "hartmann6",
    "himmelblau",
    "rosenbrock",
    "valley",
]
