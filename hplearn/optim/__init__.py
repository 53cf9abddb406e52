"""The inner problem: surfaces to walk on, optimizers that take the steps, and the record of a walk.

This room needs NumPy only, so it loads at once; no other room of hplearn is imported here.
"""

from hplearn.optim.batches import epoch_batches
from hplearn.optim.gradcheck import gradcheck
from hplearn.optim.gradient_noise import GradientNoise, batch_gradients, gradient_noise
from hplearn.optim.history import History
from hplearn.optim.in_place import Stepper
from hplearn.optim.minimize import minimize
from hplearn.optim.minimize_batches import minimize_batches
from hplearn.optim.optimizers import GD, SGD, Adam, AdamW, Momentum, Nesterov, RMSprop
from hplearn.optim.schedules import Constant, Cosine, InverseTime, OneCycle, StepDecay, WarmUp
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
    "Constant",
    "Cosine",
    "GradientNoise",
    "History",
    "InverseTime",
    "Momentum",
    "Nesterov",
    "OneCycle",
    "RMSprop",
    "StepDecay",
    "Stepper",
    "Surface",
    "WarmUp",
    "batch_gradients",
    "beale",
    "bowl",
    "branin",
    "double_well",
    "epoch_batches",
    "gradcheck",
    "gradient_noise",
    "hartmann6",
    "himmelblau",
    "minimize",
    "minimize_batches",
    "rosenbrock",
    "sweep",
    "valley",
]
