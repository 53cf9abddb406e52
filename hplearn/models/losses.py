"""Losses of a network's scores, each with its slope: value and gradient are born together.

============ =================================== ==========================================
symbol       here                                meaning
============ =================================== ==========================================
z            scores (..., n_outputs, n_samples)  what the last layer says
y            target (n_outputs, n_samples)       one-hot classes, or measurements
p            probabilities                       softmax of z over the outputs
============ =================================== ==========================================

Outputs come before samples: NumPy adds up short rows slowly and long ones fast.
"""

import numpy as np


def softmax_cross_entropy(scores, target):
    """Turn scores into their slope, in place, and return the loss of every sample.

    Parameters
    ----------
    scores : array (..., n_classes, n_samples)
        Overwritten by ``p - y``, the slope of each sample's loss.
    target : array (n_classes, n_samples)
        One 1 in each column.

    Returns
    -------
    array (..., n_samples)
        ``-log p`` of the right class: 0 where the network was certain and right.

    Notes
    -----
    The largest score is subtracted first. That changes no probability, and nothing overflows.

    Examples
    --------
    >>> scores = np.array([[2.0], [2.0]])
    >>> softmax_cross_entropy(scores, np.array([[1.0], [0.0]])).round(3), scores.ravel()
    (array([0.693]), array([-0.5,  0.5]))
    """
    scores -= np.maximum.reduce(scores, axis=-2, keepdims=True)
    right = np.add.reduce(scores * target, axis=-2)
    np.exp(scores, out=scores)
    total = np.add.reduce(scores, axis=-2, keepdims=True)
    scores /= total
    scores -= target
    return np.log(total[..., 0, :]) - right


def squared_error(scores, target):
    """Turn scores into their slope, in place, and return the loss of every sample.

    Parameters
    ----------
    scores : array (..., n_outputs, n_samples)
        Overwritten by ``z - y``.
    target : array (n_outputs, n_samples)

    Returns
    -------
    array (..., n_samples)
        Half the squared distance from the target.

    Examples
    --------
    >>> scores = np.array([[3.0]])
    >>> squared_error(scores, np.array([[1.0]])), scores
    (array([2.]), array([[2.]]))
    """
    scores -= target
    return 0.5 * np.add.reduce(scores * scores, axis=-2)


LOSSES = {"cross_entropy": softmax_cross_entropy, "squared_error": squared_error}
