"""The table of `hplearn.models.digits_curves`, trained anew: python benchmarks/digits_curves.py

It takes some minutes on one core, and writes the file that is shipped.
"""

from itertools import product
from time import perf_counter

import numpy as np
from tqdm.auto import tqdm

from hplearn.models.digits_curves import FILE, GRID, LearningCurves, digits_split
from hplearn.models.mlp import Training
from hplearn.models.network import Network, cross_entropy
from hplearn.optim import Adam, Momentum

OPTIMIZERS = {"adam": Adam, "momentum": Momentum}
N_SEEDS, N_EPOCHS = 3, 30
MEASURES = ("train_loss", "train_accuracy", "val_loss", "val_accuracy")


def train_stack(optimizer, batch_size, hidden, configs, seed):
    """Return the four measures (4, n_configs, n_epochs) and the seconds spent in training.

    `configs` (n_configs, 2) has a learning rate and an alpha for each run; all train as one stack.
    """
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
