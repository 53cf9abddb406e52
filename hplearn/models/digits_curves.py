"""Learning curves of a digits network over a whole grid: made once, shipped, read in a moment.

Searches and lessons look runs up in the table instead of training them, and know what each would
have cost. `benchmarks/digits_curves.py` makes it anew.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

FILE = Path(__file__).with_name("digits_curves.npz")
GRID = {
    "optimizer": ("adam", "momentum"),
    "batch_size": (16, 64, 256),
    "hidden": (8, 32, 128),
    "learning_rate": (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0),
    "alpha": (0.0, 0.01, 0.1, 1.0),
}
"""Values of each hyperparameter, in the order of the table's first axes."""

N_TRAIN = 1257


class LearningCurves(NamedTuple):
    """The table: an array for each measure, with an axis for each hyperparameter of `GRID`.

    The axes are optimizer, batch_size, hidden, learning_rate, alpha, seed and epoch (1 to 30): the
    shape is (2, 3, 3, 9, 4, 3, 30). A rate that is too large shows in a huge loss, or an accuracy
    of chance; no run overflowed, which would be NaN.

    Parameters
    ----------
    train_loss, val_loss : array of float
        Mean cross-entropy after each epoch, without the penalty.
    train_accuracy, val_accuracy : array of float
        Share of right digits, 0 to 1.
    seconds : array (2, 3, 3)
        Training time of one epoch of one run, where the table was made.

    Examples
    --------
    >>> curves = learning_curves()
    >>> curves.val_accuracy.shape
    (2, 3, 3, 9, 4, 3, 30)
    """

    train_loss: np.ndarray
    train_accuracy: np.ndarray
    val_loss: np.ndarray
    val_accuracy: np.ndarray
    seconds: np.ndarray


def learning_curves():
    """Return the shipped `LearningCurves`, arrays of 32-bit floats.

    Examples
    --------
    The best mean accuracy of any configuration after the last epoch:

    >>> final = learning_curves().val_accuracy[..., -1].mean(axis=-1)
    >>> bool(0.97 < np.nanmax(final) < 0.99)
    True
    """
    with np.load(FILE, allow_pickle=False) as table:
        return LearningCurves(*(table[name].astype(np.float32) for name in LearningCurves._fields))


def digits_split():
    """Return ``X_train, y_train, X_val, y_val``: 1,257 digits to learn from, 540 to judge by.

    Examples
    --------
    >>> X_train, y_train, X_val, y_val = digits_split()
    >>> X_train.shape, X_val.shape, float(X_train.max())
    ((1257, 64), (540, 64), 1.0)
    """
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(X))
    X, y = (X[order] / 16).astype(np.float32), y[order]
    return X[:N_TRAIN], y[:N_TRAIN], X[N_TRAIN:], y[N_TRAIN:]
