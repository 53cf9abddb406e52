"""Rules for the next step, each a frozen dataclass of hyperparameters.

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
velocity, v (in Momentum)      decaying sum of past gradients
beta_1, beta_2                share of the old mean that survives a step, in [0, 1)
first_moment, m               decaying mean of g
second_moment, v              decaying mean of g**2, element by element
t                             number of the step, 1 for the first
epsilon                       small number added to the root, outside it, > 0
weight_decay, lambda          share of params taken away per step and unit of learning_rate, >= 0
============================  ==================================================================

Every hyperparameter may be a column (n_runs, 1), see `sweep`: the same line then trains n_runs
models at once.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from hplearn.checks import require


class Optimizer:
    """Base class of the optimizers: frozen dataclasses whose fields are hyperparameters.

    A subclass says in which `direction` to walk (and `init`, where it needs a memory). Both methods
    are pure: they return new arrays and change none that they were given. Two without columns are
    equal if they are of one class and have the same numbers. A field that is not in `RANGES` may
    hold any finite numbers.

    Raises
    ------
    ValueError
        If a hyperparameter is outside its range, or is neither a number nor a column.

    Examples
    --------
    A rule of your own:

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class SignGD(Optimizer):
    ...     learning_rate: float
    ...
    ...     def direction(self, params, gradient, state):
    ...         return np.sign(gradient), state
    >>> SignGD(0.1).step([1.0, 2.0], [5.0, -3.0], state=())[0].tolist()
    [0.9, 2.1]
    """

    def init(self, params):
        """Return the state before the first step: a tuple, empty for a rule without memory."""
        self.swept_shape(params)  # raises where params do not fit
        return ()

    def step(self, params, gradient, state):
        """Return the params after one step, and the state after it.

        Parameters
        ----------
        params : array_like of shape (..., n_params)
            The learned numbers now.
        gradient : array_like of shape (..., n_params)
            The slope of the loss at params.
        state : tuple
            What `init` or the last `step` returned.

        Returns
        -------
        params : ndarray of shape (..., n_params)
            With columns of n_runs rows as hyperparameters: (n_runs, n_params).
        state : tuple
            The memory to pass to the next step.

        Raises
        ------
        ValueError
            If gradient has another shape than params, or they do not fit the columns.
        """
        params, gradient = np.asarray(params), np.asarray(gradient)
        if gradient.shape != params.shape and gradient.shape != self.swept_shape(params):
            raise ValueError(
                f"gradient must have the shape of params, {params.shape}, got {gradient.shape}"
            )
        direction, state = self.direction(params, gradient, state)
        return params - self.learning_rate * direction, state

    def direction(self, params, gradient, state):
        """Return the direction d of the step ``-learning_rate * d``, and the new state."""
        raise NotImplementedError

    def swept_shape(self, params):
        """Return the shape of params after broadcasting against every column."""
        shape, columns = np.shape(params), [np.shape(value) for value in vars(self).values()]
        try:
            return np.broadcast_shapes(shape, *columns)
        except ValueError:
            swept = [column for column in columns if column]
            raise ValueError(f"params must fit columns of shape {swept}, got {shape}") from None

    def zeros(self, params):
        """Return zeros of the swept shape, in 32 bits for 32-bit params, else in 64."""
        dtype = np.result_type(np.asarray(params), np.float32)
        return np.zeros(self.swept_shape(params), dtype)

    def __post_init__(self):
        """Check each hyperparameter and keep a column as a copy that cannot be written to."""
        for field in fields(self):
            checked = _checked(field.name, getattr(self, field.name))
            object.__setattr__(self, field.name, checked)


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


class MomentumState(NamedTuple):
    """Memory of Momentum and Nesterov."""

    velocity: np.ndarray


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
    PyTorch's form, which takes the gradient where the run stands. Its params are the look-ahead
    points of Sutskever et al., theta + mu * v: at a constant rate and momentum both walk one path.

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


class RMSpropState(NamedTuple):
    """Memory of RMSprop."""

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
    Their beta_2 is 0.9; the defaults here are PyTorch's.

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
        v = self.beta_2 * state.second_moment + (1 - self.beta_2) * gradient**2
        return gradient / (np.sqrt(v) + self.epsilon), RMSpropState(v)


class AdamState(NamedTuple):
    """Memory of Adam and AdamW."""

    n_steps: int
    first_moment: np.ndarray
    second_moment: np.ndarray


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


POSITIVE = "positive and finite", lambda x: (x > 0) & (x < np.inf)
SHARE = "in [0, 1)", lambda x: (x >= 0) & (x < 1)
RANGES = {
    "learning_rate": POSITIVE,
    "momentum": SHARE,
    "beta_1": SHARE,
    "beta_2": SHARE,
    "epsilon": POSITIVE,
    "weight_decay": ("finite and at least 0", lambda x: (x >= 0) & (x < np.inf)),
    "bias_correction": ("True or False", lambda x: (x == 0) | (x == 1)),
}


def _checked(name, value):
    """Return a hyperparameter as a plain number, or as a column that cannot be written to."""
    expected, is_valid = RANGES.get(name, ("finite", np.isfinite))
    array = np.array(value)
    require(name, value, array.dtype.kind in "biuf", expected)
    if not is_valid(array).all():
        raise ValueError(f"{name} must be {expected}, got {array[~is_valid(array)][0]}")
    if array.ndim == 0:
        return array.item()
    if array.ndim == 1 or array.shape[-1] != 1:
        raise ValueError(f"{name} must be a number or a column from sweep, got shape {array.shape}")
    array.setflags(write=False)
    return array
