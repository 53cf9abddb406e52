"""The inner problem: surfaces to walk on, optimizers that take the steps, and the record of a walk.

This room needs NumPy only, so it loads at once; no other room of hplearn is imported here.
"""

from hplearn.optim.gradcheck import gradcheck
from hplearn.optim.history import History
from hplearn.optim.minimize import minimize
from hplearn.optim.optimizers import GD, SGD, Adam, AdamW, Momentum, Nesterov, RMSprop
from hplearn.optim.surfaces import (
    Surface,
    beale,
    bowl,
    branin,
    double_well,
    hartmann6,
    himmelblau,
    rosenbrock,
    valley,
)
from hplearn.optim.sweep import sweep

__all__ = [
    "GD",
    "SGD",
    "Adam",
    "AdamW",
    "History",
    "Momentum",
    "Nesterov",
    "RMSprop",
    "Surface",
    "beale",
    "bowl",
    "branin",
    "double_well",
    "gradcheck",
    "hartmann6",
    "himmelblau",
    "minimize",
    "rosenbrock",
    "sweep",
    "valley",
]
