"""Rules that walk along the gradient, or along a decaying sum of gradients."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hplearn.optim.optimizers.base import Optimizer


class MomentumState(NamedTuple):
    """Memory of Momentum and Nesterov."""

    velocity: np.ndarray


@dataclass(frozen=True)
class GD(Optimizer):
    """Gradient descent: walk straight down the gradient of the whole loss.

    Parameters
    ----------
    learning_rate : float or column, > 0

    References
    ----------
    A.-L. Cauchy, 1847, Comptes Rendus 25, 536-538.

    Examples
    --------
    >>> import numpy as np
    >>> from hplearn.optim import GD
    >>> gd = GD(learning_rate=0.1)
    >>> params, state = gd.step(np.array([9.0, 3.0]), np.array([9.0, 30.0]), gd.init([9.0, 3.0]))
    >>> print(params)
    [8.1 0. ]
    """

    learning_rate: float | np.ndarray

    def direction(self, params, gradient, state):
        """Return the gradient."""
        return gradient, state


@dataclass(frozen=True)
class SGD(GD):
    """Stochastic gradient descent: GD's rule, with the gradient of a sample of the data.

    Parameters
    ----------
    learning_rate : float or column, > 0

    References
    ----------
    H. Robbins and S. Monro, 1951, Annals of Mathematical Statistics 22, 400-407.

    Examples
    --------
    >>> from hplearn.optim import SGD
    >>> SGD(learning_rate=0.1)
    SGD(learning_rate=0.1)
    """


@dataclass(frozen=True)
class Momentum(Optimizer):
    """Heavy ball: the velocity is ``v = momentum * v + gradient``.

    Parameters
    ----------
    learning_rate : float or column, > 0
    momentum : float or column, in [0, 1)

    Notes
    -----
    This is PyTorch's convention. Two others exist: ``v = momentum * v - learning_rate * gradient``
    (Sutskever et al. 2013), where an old velocity keeps an old learning rate, and
    ``v = momentum * v + (1 - momentum) * gradient``, whose steps are 1 - momentum times as long.
    At a constant learning rate the first gives the same path; once the rate changes it does not.

    References
    ----------
    B. T. Polyak, 1964, USSR Computational Mathematics and Mathematical Physics 4(5), 1-17.

    Examples
    --------
    >>> from hplearn.optim import Momentum
    >>> Momentum(learning_rate=0.1)
    Momentum(learning_rate=0.1, momentum=0.9)
    """

    learning_rate: float | np.ndarray
    momentum: float | np.ndarray = 0.9

    def init(self, params):
        """Return a velocity of zero."""
        return MomentumState(self.zeros(params))

    def direction(self, params, gradient, state):
        """Return the new velocity."""
        velocity = self.momentum * state.velocity + gradient
        return velocity, MomentumState(velocity)


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Momentum that looks ahead: it walks along the gradient plus the next share of velocity.

    Parameters
    ----------
    learning_rate : float or column, > 0
    momentum : float or column, in [0, 1)

    Notes
    -----
    PyTorch's form, which takes the gradient where the run stands and not at the look-ahead point.

    References
    ----------
    Y. Nesterov, 1983, Soviet Mathematics Doklady 27, 372-376.
    I. Sutskever et al., 2013, ICML, equations 3 and 4.

    Examples
    --------
    >>> from hplearn.optim import Nesterov
    >>> Nesterov(learning_rate=0.1)
    Nesterov(learning_rate=0.1, momentum=0.9)
    """

    def direction(self, params, gradient, state):
        """Return the gradient plus the new velocity's next share."""
        velocity = self.momentum * state.velocity + gradient
        return gradient + self.momentum * velocity, MomentumState(velocity)
