"""The optimizers' steps once more, in place: the same numbers, no new arrays.

`Optimizer.step` is the text to read; this is what a training loop calls. For small params an update
costs little more than its NumPy calls, and without new arrays everything stays in the cache.

Moments are held without their factor 1 - beta, which saves three calls per step:

    first = m / (1 - beta_1)        first = beta_1 * first + g
    second = v / (1 - beta_2)       second = beta_2 * second + g**2

With Adam's corrections c_1 and c_2, and stretch = sqrt(c_2 / (1 - beta_2)), the step is

    learning_rate * (m / c_1) / (sqrt(v / c_2) + epsilon)
        = learning_rate * (1 - beta_1) / c_1 * stretch * first / (sqrt(second) + stretch * epsilon)
"""

import numpy as np

from hplearn.optim.optimizers import GD, SGD, Adam, AdamW, Momentum, Nesterov, RMSprop


class Stepper:
    """The walk of one optimizer over one array of params, which every update changes.

    Hyperparameters are cast to the dtype of params once, so that 32-bit params meet 32-bit
    arithmetic even where a column has 64. An update checks nothing and lets NumPy warn of overflow:
    a loop that may diverge stands in ``np.errstate(all="ignore")``.

    Parameters
    ----------
    optimizer : GD, SGD, Momentum, Nesterov, RMSprop, Adam or AdamW
        The hyperparameters.
    params : ndarray of float32 or float64, of shape (..., n_params)
        The start, already of the shape that optimizer's columns give it.

    Raises
    ------
    ValueError
        If the rule has no in-place form, or params are no such array.

    Examples
    --------
    >>> from hplearn.optim import Adam, Stepper
    >>> params = np.array([9.0, 3.0], dtype=np.float32)
    >>> stepper = Stepper(Adam(learning_rate=0.1), params)
    >>> for _ in range(20):
    ...     stepper.update(params, gradient=params * np.float32([1, 10]))
    >>> print(params.round(1), params.dtype, stepper.n_steps)
    [7.  1.1] float32 20
    """

    def __init__(self, optimizer, params):
        if type(optimizer) not in RULES:
            names = ", ".join(kind.__name__ for kind in RULES)
            raise ValueError(f"optimizer must be one of {names}, got {optimizer!r}")
        _check_params(params, optimizer.swept_shape(params))
        self.optimizer, self.n_steps = optimizer, 0
        self._rule, n_memories = RULES[type(optimizer)]
        self._memories = [np.zeros_like(params) for _ in range(n_memories)]
        self._scratch = np.empty_like(params)
        numbers = vars(optimizer)
        shares = [name for name in ("momentum", "beta_1", "beta_2") if name in numbers]
        self._shares = [np.array(numbers[name], params.dtype) for name in shares]
        columns = np.broadcast_shapes(*(np.shape(number) for number in numbers.values()))
        self._rate, self._offset = (np.empty(columns, params.dtype) for _ in range(2))

    def update(self, params, gradient, factor=1.0):
        """Take one step: change params, and what is remembered, in place.

        Parameters
        ----------
        params : ndarray of shape (..., n_params)
            Of the shape and dtype that the stepper was made for.
        gradient : ndarray of shape (..., n_params)
            The slope at params; it is only read.
        factor : float, > 0
            What the learning rate is multiplied by, from a schedule.
        """
        self.n_steps += 1
        self._rule(self, params, gradient, factor * self.optimizer.learning_rate)


def _descend(stepper, params, direction, rate):
    stepper._rate[...] = rate
    np.multiply(direction, stepper._rate, stepper._scratch)
    np.subtract(params, stepper._scratch, params)


def _momentum(stepper, params, gradient, rate):
    (velocity,) = stepper._memories
    np.multiply(velocity, stepper._shares[0], velocity)
    np.add(velocity, gradient, velocity)
    _descend(stepper, params, velocity, rate)


def _nesterov(stepper, params, gradient, rate):
    (velocity,), (momentum,), ahead = stepper._memories, stepper._shares, stepper._scratch
    np.multiply(velocity, momentum, velocity)
    np.add(velocity, gradient, velocity)
    np.multiply(velocity, momentum, ahead)
    np.add(ahead, gradient, ahead)
    _descend(stepper, params, ahead, rate)


def _rmsprop(stepper, params, gradient, rate):
    stretch = (1 - stepper.optimizer.beta_2) ** -0.5
    _descend_by_root(stepper, params, gradient, gradient, rate, stretch)


def _adam(stepper, params, gradient, rate):
    adam, first, t = stepper.optimizer, stepper._memories[0], stepper.n_steps
    np.multiply(first, stepper._shares[0], first)
    np.add(first, gradient, first)
    c_1 = 1 - adam.bias_correction * adam.beta_1**t
    c_2 = 1 - adam.bias_correction * adam.beta_2**t
    stretch = (c_2 / (1 - adam.beta_2)) ** 0.5
    _descend_by_root(stepper, params, first, gradient, rate * (1 - adam.beta_1) / c_1, stretch)


def _adamw(stepper, params, gradient, rate):
    stepper._rate[...] = 1 - rate * stepper.optimizer.weight_decay
    np.multiply(params, stepper._rate, params)
    _adam(stepper, params, gradient, rate)


def _descend_by_root(stepper, params, direction, gradient, rate, stretch):
    second, scratch = stepper._memories[-1], stepper._scratch
    np.multiply(second, stepper._shares[-1], second)
    np.square(gradient, scratch)
    np.add(second, scratch, second)
    np.sqrt(second, scratch)
    stepper._offset[...] = stretch * stepper.optimizer.epsilon
    np.add(scratch, stepper._offset, scratch)
    np.divide(direction, scratch, scratch)
    _descend(stepper, params, scratch, rate * stretch)


RULES = {  # rule, and how many arrays it remembers
    GD: (_descend, 0),
    SGD: (_descend, 0),
    Momentum: (_momentum, 1),
    Nesterov: (_nesterov, 1),
    RMSprop: (_rmsprop, 1),
    Adam: (_adam, 2),
    AdamW: (_adamw, 2),
}


def _check_params(params, swept_shape):
    if not isinstance(params, np.ndarray) or params.dtype not in (np.float32, np.float64):
        got = getattr(params, "dtype", type(params).__name__)
        raise ValueError(f"params must be an array of float32 or float64, got {got}")
    if params.shape != swept_shape:
        raise ValueError(f"params must have shape {swept_shape}, a row per run, got {params.shape}")
