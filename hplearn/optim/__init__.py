"""The inner problem: surfaces to walk on, optimizers that take the steps, and the record of a walk.

It needs NumPy only, so it loads at once; no other part of hplearn is imported here.
"""

from hplearn.optim.gradcheck import gradcheck
from hplearn.optim.minimize import History, minimize, sweep
from hplearn.optim.minimize_batches import (
    batch_gradients,
    epoch_batches,
    gradient_noise,
    minimize_batches,
)
from hplearn.optim.optimizers import (
    GD,
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    RMSprop,
)
from hplearn.optim.schedules import Constant, Cosine, InverseTime, StepDecay, WarmUp
from hplearn.optim.surfaces import (
    Surface,
    bowl,
    branin,
    double_well,
    hartmann6,
    himmelblau,
    rosenbrock,
    valley,
)

__all__ = [
    "GD",
    "SGD",
    "Adam",
    "AdamW",
    "Constant",
    "Cosine",
    "History",
    "InverseTime",
    "Momentum",
    "Nesterov",
    "RMSprop",
    "StepDecay",
    "Surface",
    "WarmUp",
    "batch_gradients",
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
