"""The multilayer perceptron: layers of weighted sums, and the slopes that pass back through them.

============ ================================ ==============================================
symbol       here                             meaning
============ ================================ ==============================================
θ            params (..., n_params)           all weights of a network in one row
W            weights (..., n_in + 1, n_out)   a layer's share of them; its last row is the bias
a            layer (..., n_samples, n + 1)    what a layer's units say, and a constant 1
δ            delta (..., n_samples, n_out)    slope of the loss at a layer's weighted sums
============ ================================ ==============================================

A bias is the weight of an input that is always 1. The leading axes count networks: the same lines
train one, or a stack of them. Backpropagation: Rumelhart, Hinton & Williams, 1986, Nature 323.
"""

from itertools import pairwise

import numpy as np

from hplearn.models.activations import ACTIVATIONS
from hplearn.models.losses import LOSSES


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
        self.ends = np.cumsum([rows * columns for rows, columns in self.shapes]).tolist()
        self.n_params = self.ends[-1]

    def weights(self, params):
        """Return each layer's view of params, array (..., n_in + 1, n_out): no copy."""
        starts = [0, *self.ends]
        return [
            params[..., start:end].reshape(*params.shape[:-1], *shape)
            for (start, end), shape in zip(pairwise(starts), self.shapes, strict=True)
        ]

    def init(self, rng, *, scale="fan", dtype=np.float64):
        """Return random params (n_params,), biases zero.

        Parameters
        ----------
        rng : numpy.random.Generator
        scale : "fan" or float
            Standard deviation of the weights. "fan" keeps the size of signals from layer to layer:
            ``sqrt(2 / n_in)`` for relu (He et al., 2015), ``sqrt(2 / (n_in + n_out))`` for the
            others (Glorot & Bengio, 2010).
        dtype : dtype
        """
        params = np.zeros(self.n_params)
        for weights, (n_in, n_out) in zip(self.weights(params), pairwise(self.sizes), strict=True):
            fan = n_in if self.activation.gain == 2 else (n_in + n_out) / 2
            deviation = np.sqrt(self.activation.gain / fan) if scale == "fan" else scale
            weights[:-1] = deviation * rng.standard_normal((n_in, n_out))
        return params.astype(dtype)

    def scores(self, params, X):
        """Return what the last layer says, (..., n_samples, n_outputs), for X (n_samples, n_in)."""
        X = with_ones(np.asarray(X, dtype=params.dtype))
        scores = Pass(self, params, np.empty_like(params), len(X)).forward(X)
        return np.swapaxes(scores, -1, -2)

    def loss_and_gradient(self, params, X, target):
        """Return the mean loss (...) and its gradient (..., n_params), as an objective does.

        Parameters
        ----------
        params : array (..., n_params)
        X : array (n_samples, n_in)
        target : array (n_samples, n_outputs)
        """
        gradient = np.empty_like(params)
        X = with_ones(np.asarray(X, dtype=params.dtype))
        losses = Pass(self, params, gradient, len(X)).backward(X, np.transpose(target))
        return losses.mean(axis=-1), gradient


class Pass:
    """Forward and backward pass for batches of one size, through arrays made once.

    Parameters
    ----------
    network : Network
    params : array (..., n_params)
        Read at every pass: change it in place between two.
    gradient : array (..., n_params)
        Where `backward` leaves the slope of the mean loss.
    n_samples : int
        Size of every batch.
    """

    def __init__(self, network, params, gradient, n_samples):
        def ones(n_units):
            return np.ones((*params.shape[:-1], n_samples, n_units), params.dtype)

        widths = [n + 1 for n in network.sizes[1:-1]]  # the last unit of a layer is the constant 1
        self.loss, self.activation = network.loss, network.activation
        self.weights, self.gradients = network.weights(params), network.weights(gradient)
        self.layers, self.deltas = [ones(n) for n in widths], [ones(n) for n in widths]
        self.scratch = [ones(n) for n in widths]
        self.scores = np.swapaxes(ones(network.sizes[-1]), -1, -2).copy()
        self.sums = [layer[..., :-1] for layer in self.layers]
        self.slopes = [delta[..., :-1] for delta in self.deltas]
        self.weights_back = [np.swapaxes(weights, -1, -2) for weights in self.weights]
        self.layers_back = [np.swapaxes(layer, -1, -2) for layer in self.layers]

    def forward(self, X):
        """Return the scores (..., n_outputs, n_samples) for X (n_samples, n_in + 1)."""
        below = X
        for weights, sums, layer in zip(self.weights, self.sums, self.layers, strict=False):
            np.matmul(below, weights, out=sums)
            self.activation.apply(layer)  # the constant too, since one piece of memory is faster
            layer[..., -1] = 1
            below = layer
        return np.matmul(self.weights_back[-1], np.swapaxes(below, -1, -2), out=self.scores)

    def backward(self, X, target):
        """Return each sample's loss (..., n_samples); leave the mean's slope in the gradient.

        X has shape (n_samples, n_in + 1), target (n_outputs, n_samples).
        """
        scores = self.forward(X)
        losses = self.loss(scores, target)
        scores /= len(X)
        slope = np.swapaxes(scores, -1, -2)
        for i in range(len(self.layers) - 1, -1, -1):
            np.matmul(self.layers_back[i], slope, out=self.gradients[i + 1])
            np.matmul(slope, self.weights_back[i + 1], out=self.deltas[i])
            self.activation.pass_back(self.deltas[i], self.layers[i], self.scratch[i])
            slope = self.slopes[i]  # without the constant's, which no weight feeds
        np.matmul(X.T, slope, out=self.gradients[0])
        return losses


def with_ones(X):
    """Return X with a last column of ones, which is what the biases weigh.

    Examples
    --------
    >>> with_ones(np.array([[5.0, 7.0]]))
    array([[5., 7., 1.]])
    """
    return np.concatenate([X, np.ones((len(X), 1), X.dtype)], axis=1)
