"""The settings of a network that a fit checks before it starts."""

from numbers import Integral, Real

import numpy as np

from hplearn.models.activations import ACTIVATIONS
from hplearn.optim import GD, SGD, Adam, AdamW, Momentum, Nesterov, RMSprop
from hplearn.optim.optimizers import Optimizer

OPTIMIZERS = {
    "gd": GD(0.1),
    "sgd": SGD(0.1),
    "momentum": Momentum(0.1),
    "nesterov": Nesterov(0.1),
    "rmsprop": RMSprop(0.001),
    "adam": Adam(0.001),
    "adamw": AdamW(0.001),
}


def _is_count(value):
    return isinstance(value, Integral) and not isinstance(value, bool) and value >= 1


def _is_share(value):
    return isinstance(value, Real) and 0 < value < 1


def _is_alpha(value):
    return isinstance(value, Real) and 0 <= value < np.inf


def _is_optimizer(value):
    return isinstance(value, Optimizer) or (isinstance(value, str) and value in OPTIMIZERS)


RULES = {
    "activation": (f"one of {sorted(ACTIVATIONS)}", lambda value: value in list(ACTIVATIONS)),
    "optimizer": (f"one of {sorted(OPTIMIZERS)}, or hplearn's own", _is_optimizer),
    "alpha": ("finite and zero or above", _is_alpha),
    "max_epochs": ("an integer of 1 or more", _is_count),
    "validation_fraction": ("between 0 and 1", _is_share),
    "n_iter_no_change": ("an integer of 1 or more", _is_count),
}
"""What each setting must be, in words and as a test."""


def check_settings(estimator, n_samples):
    """Raise a ValueError that names the first setting that cannot be used on so many rows.

    Examples
    --------
    >>> from hplearn import MLPClassifier
    >>> check_settings(MLPClassifier(batch_size=64), n_samples=50)
    Traceback (most recent call last):
    ValueError: batch_size must be "auto" or an integer from 1 to the 50 rows to train on, got 64
    """
    for name, (expected, is_valid) in RULES.items():
        value = getattr(estimator, name)
        if not is_valid(value):
            raise ValueError(f"{name} must be {expected}, got {value!r}")
    sizes = estimator.hidden_layer_sizes
    if not isinstance(sizes, tuple | list) or not all(map(_is_count, sizes)):
        raise ValueError(
            f"hidden_layer_sizes must be a tuple of integers of 1 or more, got {sizes!r}"
        )
    size = estimator.batch_size
    if size != "auto" and not (_is_count(size) and size <= n_samples):
        raise ValueError(
            f'batch_size must be "auto" or an integer from 1 to the {n_samples} rows to train on, '
            f"got {size!r}"
        )
