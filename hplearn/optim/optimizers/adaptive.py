"""Rules that divide each gradient by its own recent size."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hplearn.optim.optimizers.base import Optimizer


class RMSpropState(NamedTuple):
    """Memory of RMSprop."""

    second_moment: np.ndarray


class AdamState(NamedTuple):
    """Memory of Adam and AdamW."""

    n_steps: int
    first_moment: np.ndarray
    second_moment: np.ndarray


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """Divide each gradient by the root of the mean of its recent squares.

    Parameters
    ----------
    learning_rate : float or column, > 0
    beta_2 : float or column, in [0, 1)
    epsilon : float or column, > 0

    References
    ----------
    T. Tieleman and G. Hinton, 2012, Neural Networks for Machine Learning, lecture 6.5.

    Examples
    --------
    >>> from hplearn.optim import RMSprop
    >>> RMSprop()
    RMSprop(learning_rate=0.01, beta_2=0.99, epsilon=1e-08)
    """

    learning_rate: float | np.ndarray = 0.01
    beta_2: float | np.ndarray = 0.99
    epsilon: float | np.ndarray = 1e-8

    def init(self, params):
        """Return a mean square of zero."""
        return RMSpropState(self.zeros(params))

    def direction(self, params, gradient, state):
        """Return the gradient over its recent size."""
        second_moment = self.beta_2 * state.second_moment + (1 - self.beta_2) * gradient**2
        return gradient / (np.sqrt(second_moment) + self.epsilon), RMSpropState(second_moment)


@dataclass(frozen=True)
class Adam(Optimizer):
    """Momentum over RMSprop, both means corrected for having started at zero.

    Parameters
    ----------
    learning_rate : float or column, > 0
    beta_1, beta_2 : float or column, in [0, 1)
    epsilon : float or column, > 0
    bias_correction : bool or column of bool
        False leaves the correction out, as some texts print the formula. The first step is then
        (1 - beta_1) / sqrt(1 - beta_2) times as long: 3.16 times, with the usual values.

    References
    ----------
    D. P. Kingma and J. Ba, 2015, ICLR, Algorithm 1 (epsilon stands outside the root).

    Examples
    --------
    >>> from hplearn.optim import Adam
    >>> adam = Adam(learning_rate=0.1)
    >>> params, state = adam.step([0.0, 0.0], [5.0, -0.01], adam.init([0.0, 0.0]))
    >>> print(params.round(6))
    [-0.1  0.1]
    """

    learning_rate: float | np.ndarray = 0.001
    beta_1: float | np.ndarray = 0.9
    beta_2: float | np.ndarray = 0.999
    epsilon: float | np.ndarray = 1e-8
    bias_correction: bool | np.ndarray = True

    def init(self, params):
        """Return no steps taken and both means at zero."""
        return AdamState(0, self.zeros(params), self.zeros(params))

    def direction(self, params, gradient, state):
        """Return the mean gradient over the gradient's recent size."""
        t = state.n_steps + 1
        m = self.beta_1 * state.first_moment + (1 - self.beta_1) * gradient
        v = self.beta_2 * state.second_moment + (1 - self.beta_2) * gradient**2
        m_hat = m / (1 - self.bias_correction * self.beta_1**t)
        v_hat = v / (1 - self.bias_correction * self.beta_2**t)
        return m_hat / (np.sqrt(v_hat) + self.epsilon), AdamState(t, m, v)


@dataclass(frozen=True)
class AdamW(Adam):
    """Adam whose weight decay acts on params directly and never enters the means.

    Parameters
    ----------
    learning_rate, beta_1, beta_2, epsilon, bias_correction
        As in `Adam`.
    weight_decay : float or column, >= 0

    References
    ----------
    I. Loshchilov and F. Hutter, 2019, ICLR, Algorithm 2, with the decay times learning_rate as in
    torch.optim.AdamW.

    Examples
    --------
    >>> from hplearn.optim import AdamW
    >>> AdamW().weight_decay
    0.01
    """

    weight_decay: float | np.ndarray = 0.01

    def direction(self, params, gradient, state):
        """Return Adam's direction plus the decay's pull towards zero."""
        direction, state = super().direction(params, gradient, state)
        return direction + self.weight_decay * params, state
