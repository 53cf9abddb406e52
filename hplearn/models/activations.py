"""Activations: what a hidden unit does to its weighted sum, and how a slope passes back through it.

Each pair works in place on arrays of any shape. `slope` needs only the values that `apply` left.
"""

from typing import NamedTuple

import numpy as np


class Activation(NamedTuple):
    """An activation and its derivative, both in place.

    Parameters
    ----------
    apply : callable
        ``apply(values)`` turns weighted sums into what the units say.
    pass_back : callable
        ``pass_back(delta, values, scratch)`` multiplies `delta` by the derivative at `values`.
    gain : float
        Factor on the variance of the weights that keeps the size of signals from layer to layer.

    Examples
    --------
    >>> values = np.array([-1.0, 2.0])
    >>> ACTIVATIONS["relu"].apply(values)
    >>> values
    array([0., 2.])
    """

    apply: object
    pass_back: object
    gain: float


def _relu(values):
    np.maximum(values, 0, out=values)


def _relu_back(delta, values, scratch):
    np.multiply(delta, values > 0, out=delta)


def _tanh(values):
    np.tanh(values, out=values)


def _tanh_back(delta, values, scratch):
    np.multiply(values, values, out=scratch)
    np.subtract(1, scratch, out=scratch)
    np.multiply(delta, scratch, out=delta)


def _logistic(values):
    """1 / (1 + exp(-x)), written so that no x overflows."""
    np.multiply(values, 0.5, out=values)
    np.tanh(values, out=values)
    np.multiply(values, 0.5, out=values)
    np.add(values, 0.5, out=values)


def _logistic_back(delta, values, scratch):
    np.subtract(1, values, out=scratch)
    np.multiply(scratch, values, out=scratch)
    np.multiply(delta, scratch, out=delta)


ACTIVATIONS = {
    "relu": Activation(_relu, _relu_back, gain=2.0),  # He et al., 2015
    "tanh": Activation(_tanh, _tanh_back, gain=1.0),  # Glorot & Bengio, 2010
    "logistic": Activation(_logistic, _logistic_back, gain=1.0),
}
