"""The multilayer perceptron: layers of weighted sums, and the gradients that go back through them.

============ ================================ ==============================================
symbol       here                             meaning
============ ================================ ==============================================
θ            params (..., n_params)           all weights of a network in one row
W            weights (..., n_in + 1, n_out)   a layer's share of them; its last row is the bias
a            layer (..., n_samples, n)        a layer's activations; the first are the inputs
z            z (..., n_samples, n_out)        a layer's weighted sums; the last are the scores
y            target (n_samples, n_out)        one-hot classes, or measurements
δ            delta (..., n_samples, n)        gradient of the loss at a layer's weighted sums
============ ================================ ==============================================

The leading axes count networks: the same lines train one, or a stack of them.
Backpropagation: Rumelhart, Hinton & Williams, 1986, Nature 323.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np


class Activation(NamedTuple):
    """The output of a unit for its weighted sum z, and the slope there."""

    apply: Callable  # z -> a
    slope: Callable  # a -> da/dz; the output is enough to tell
    deviation: Callable  # n_in, n_out -> that of the first weights


def relu(z):
    """Return z where it is positive, else 0."""
    return np.maximum(z, 0)


def relu_slope(a):
    """Return whether the unit is on."""
    return a > 0


def tanh_slope(a):
    """Return 1 - a²."""
    return 1 - a**2


def logistic(z):
    """Return 1 / (1 + exp(-z)), written so that no z overflows."""
    return (1 + np.tanh(z / 2)) / 2


def logistic_slope(a):
    """Return a (1 - a)."""
    return a * (1 - a)


def he(n_in, n_out):
    """Return the deviation of He et al., 2015: half of the relus are off."""
    return np.sqrt(2 / n_in)


def glorot(n_in, n_out):
    """Return the deviation of Glorot & Bengio, 2010."""
    return np.sqrt(2 / (n_in + n_out))


ACTIVATIONS = {
    "relu": Activation(relu, relu_slope, he),
    "tanh": Activation(np.tanh, tanh_slope, glorot),
    "logistic": Activation(logistic, logistic_slope, glorot),  # as scikit-learn has it
}


def cross_entropy(scores, target):
    """Return each sample's loss, -log p of its class, and the slope p - y, where p = softmax(z)."""
    scores = scores - scores.max(axis=-1, keepdims=True)  # changes no p, and nothing overflows
    exp_z = np.exp(scores)
    total = exp_z.sum(axis=-1, keepdims=True)
    loss = np.log(total[..., 0]) - np.vecdot(scores, target)
    return loss, exp_z / total - target


def squared_error(scores, target):
    """Return each sample's loss, half its squared distance from the target, and the slope z - y."""
    error = scores - target
    return (error**2).sum(axis=-1) / 2, error


LOSSES = {"cross_entropy": cross_entropy, "squared_error": squared_error}


class Network:
    """The shape of a network: its layers' sizes, its activation, its loss. It holds no weights.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of inputs, of units in each hidden layer, and of outputs.
    activation : {"relu", "tanh", "logistic"}
        Of the hidden units. The outputs have none.
    loss : {"cross_entropy", "squared_error"}

    Examples
    --------
    >>> network = Network([64, 32, 10])
    >>> network.n_params == (64 + 1) * 32 + (32 + 1) * 10
    True
    """

    def __init__(self, sizes, activation="relu", loss="cross_entropy"):
        self.sizes = tuple(sizes)
        self.activation = ACTIVATIONS[activation]
        self.loss = LOSSES[loss]
        self.shapes = [(n_in + 1, n_out) for n_in, n_out in pairwise(self.sizes)]
        ends = np.cumsum([0, *(rows * columns for rows, columns in self.shapes)]).tolist()
        self.parts = [slice(*pair) for pair in pairwise(ends)]  # of params, one for each layer
        self.n_params = ends[-1]
        self.is_weight = np.ones(self.n_params, dtype=bool)
        for weights in self.weights(self.is_weight):
            weights[-1] = False

    def weights(self, params):
        """Return each layer's view of params, array (..., n_in + 1, n_out): no copy."""
        stack, parts = params.shape[:-1], zip(self.parts, self.shapes, strict=True)
        return [params[..., part].reshape(stack + shape) for part, shape in parts]

    def init(self, rng, *, scale="fan", dtype=np.float64):
        """Return random params (n_params,), biases zero.

        Parameters
        ----------
        rng : numpy.random.Generator
        scale : "fan" or float
            Standard deviation of the weights. "fan" is ``sqrt(2 / n_in)`` for relu (He et al.,
            2015) and ``sqrt(2 / (n_in + n_out))`` for the others (Glorot & Bengio, 2010). With relu
            and tanh it keeps the size of signals from layer to layer; with the logistic function,
            whose slope is at most 1/4, they shrink.
        dtype : dtype
        """
        params = np.zeros(self.n_params)
        for weights, (n_in, n_out) in zip(self.weights(params), pairwise(self.sizes), strict=True):
            deviation = self.activation.deviation(n_in, n_out) if scale == "fan" else scale
            weights[:-1] = deviation * rng.standard_normal((n_in, n_out))
        return params.astype(dtype)

    def layers(self, params, X):
        """Forward: return the outputs of each layer, from the inputs to the scores."""
        layers = [np.asarray(X, dtype=params.dtype)]
        for W in self.weights(params):
            z = layers[-1] @ W[..., :-1, :] + W[..., -1:, :]  # (..., n_samples, n_out)
            is_last = len(layers) == len(self.shapes)
            layers.append(z if is_last else self.activation.apply(z))
        return layers

    def scores(self, params, X):
        """Return the last layer's outputs (..., n_samples, n_outputs) for X (n_samples, n_in)."""
        return self.layers(params, X)[-1]

    def loss_and_gradient(self, params, X, target):
        """Return the mean loss (...) and its gradient (..., n_params), as an objective does.

        Parameters
        ----------
        params : array (..., n_params)
        X : array (n_samples, n_in)
        target : array (n_samples, n_outputs)
        """
        *layers, scores = self.layers(params, X)
        losses, delta = self.loss(scores, np.asarray(target, dtype=params.dtype))
        delta = delta / len(X)  # slope of the mean loss, (..., n_samples, n_outputs)
        gradient = np.empty_like(params)
        parts = zip(layers, self.weights(params), self.weights(gradient), strict=True)
        for layer, W, dW in reversed(list(parts)):
            dW[..., :-1, :] = layer.mT @ delta  # (..., n_in, n_out)
            dW[..., -1, :] = delta.sum(axis=-2)
            if layer is not layers[0]:  # the inputs have no weights below them
                delta = (delta @ W[..., :-1, :].mT) * self.activation.slope(layer)
        return losses.sum(axis=-1) / len(X), gradient
