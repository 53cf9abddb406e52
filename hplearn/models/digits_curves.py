"""Learning curves of a digits network over a whole grid: made once, shipped, read in a moment.

    python -m hplearn.models.digits_curves

makes the table anew, in some minutes, on one core. Searches and lessons look runs up in it instead
of training them, and know what each would have cost.
"""

from itertools import product
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from hplearn.models.network import Network, cross_entropy
from hplearn.optim import Adam, Momentum

FILE = Path(__file__).with_name("digits_curves.npz")
OPTIMIZERS = {"adam": Adam, "momentum": Momentum}
GRID = {
    "optimizer": ("adam", "momentum"),
    "batch_size": (16, 64, 256),
    "hidden": (8, 32, 128),
    "learning_rate": (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0),
    "alpha": (0.0, 0.01, 0.1, 1.0),
}
"""Values of each hyperparameter, in the order of the table's first axes."""

N_SEEDS, N_EPOCHS, N_TRAIN = 3, 30, 1257
MEASURES = ("train_loss", "train_accuracy", "val_loss", "val_accuracy")


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


def train_stack(optimizer, batch_size, hidden, configs, seed):
    """Return the four measures (4, n_configs, n_epochs) and the seconds spent in training.

    Parameters
    ----------
    optimizer : {"adam", "momentum"}
    batch_size, hidden : int
    configs : array (n_configs, 2)
        A learning rate and an alpha for each run; the runs train as one stack.
    seed : int
        Of the first weights and of the order of the rows.

    Examples
    --------
    >>> measures, seconds = train_stack("adam", 256, 8, np.array([[0.01, 0.0]]), seed=0)
    >>> measures.shape, bool(measures[3, 0, -1] > 0.8)
    ((4, 1, 30), True)
    """
    from hplearn.models.mlp import Training  # loads scikit-learn, which a reader may not need

    X, y, X_val, y_val = digits_split()
    target, target_val = (np.eye(10, dtype=np.float32)[labels] for labels in (y, y_val))
    network, rng = Network([64, hidden, 10]), np.random.default_rng(seed)
    params = np.tile(network.init(rng, dtype=np.float32), (len(configs), 1))
    rates, alphas = np.hsplit(np.asarray(configs, dtype=np.float32), 2)
    training = Training(network, OPTIMIZERS[optimizer](rates), batch_size, alphas)
    state = training.optimizer.init(params)
    measures, seconds = [], 0.0
    for _ in range(N_EPOCHS):
        start = perf_counter()
        params, state, _ = training.epoch(params, state, X, target, rng)
        seconds += perf_counter() - start
        on_train, on_val = ((X, target), (X_val, target_val))
        measures.append(
            [*_measure(network, params, *on_train), *_measure(network, params, *on_val)]
        )
    return np.moveaxis(np.array(measures), 0, -1), seconds


def _measure(network, params, X, target):
    with np.errstate(all="ignore"):  # runs that diverged
        scores = network.scores(params, X)
        right = scores.argmax(axis=-1) == target.argmax(axis=-1)
        loss = cross_entropy(scores, target)[0].mean(axis=-1)
    finite = np.isfinite(params).all(axis=-1) & np.isfinite(loss)
    return np.where(finite, loss, np.nan), np.where(finite, right.mean(axis=-1), np.nan)


def make_table(progress=True):
    """Return the whole `LearningCurves`, trained anew."""
    from tqdm.auto import tqdm

    names, sizes = list(GRID), [len(values) for values in GRID.values()]
    outer, inner = names[:3], names[3:]
    configs = np.array(list(product(*(GRID[name] for name in inner))))
    table = np.empty((len(MEASURES), *sizes, N_SEEDS, N_EPOCHS))
    seconds = np.zeros(sizes[:3])
    jobs = list(product(*(range(size) for size in sizes[:3]), range(N_SEEDS)))
    for *place, seed in tqdm(jobs, unit="stack", disable=not progress):
        settings = [GRID[name][index] for name, index in zip(outer, place, strict=True)]
        curves, spent = train_stack(*settings, configs, seed)
        shaped = curves.reshape(len(MEASURES), *sizes[3:], N_EPOCHS)
        table[(slice(None), *place, ..., seed, slice(None))] = shaped
        seconds[tuple(place)] += spent / N_SEEDS / len(configs) / N_EPOCHS
    return LearningCurves(*table, seconds)


if __name__ == "__main__":
    table = make_table()
    np.savez_compressed(FILE, **{k: v.astype(np.float32) for k, v in table._asdict().items()})
    print(f"{FILE.name}: {FILE.stat().st_size / 1e6:.2f} MB")
