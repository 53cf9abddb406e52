"""Seven rules for the next step, each a frozen dataclass of hyperparameters.

All of them walk with one line, written once in `Optimizer.step`:

    params = params - learning_rate * direction

What differs is the direction.

============================  ==================================================================
symbol                        meaning
============================  ==================================================================
params, theta                 learned numbers, shape (..., n_params)
gradient, g                   slope of the loss at params, same shape
learning_rate, alpha or eta   length of a step, > 0
momentum, mu                  share of the velocity that survives a step, in [0, 1)
velocity, v                   decaying sum of past gradients
beta_1, beta_2                share of the old mean that survives a step, in [0, 1)
first_moment, m               decaying mean of g; no "prior", whatever a text may call it
second_moment, v              decaying mean of g**2, element by element; no "posterior"
t                             number of the step, 1 for the first
epsilon                       small number added to the root, outside it, > 0
weight_decay, lambda          share of params taken away per step and unit of learning_rate, >= 0
============================  ==================================================================

Every hyperparameter may be a column (n_runs, 1), see `sweep`: the same line then trains n_runs
models at once.
"""

from hplearn.optim.optimizers.adaptive import Adam, AdamW, RMSprop
from hplearn.optim.optimizers.base import Optimizer
from hplearn.optim.optimizers.descent import GD, SGD, Momentum, Nesterov

__all__ = ["GD", "SGD", "Adam", "AdamW", "Momentum", "Nesterov", "Optimizer", "RMSprop"]
