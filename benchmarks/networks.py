"""Networks against scikit-learn's, as ratios in one run, on one BLAS thread.

    python benchmarks/networks.py

One network: digits, 64 hidden units, 20 epochs, batch 32, Adam. Then 32 settings as one search
over 3 folds, against scikit-learn's search and against our own search without stacks. Last, the
share of the machine's matrix-multiply peak that a training step reaches.
"""

import timing  # isort: skip -- fixes the number of threads before NumPy loads

import statistics
import warnings

import numpy as np
import sklearn.model_selection
import sklearn.neural_network
from sklearn.datasets import load_digits
from sklearn.pipeline import make_pipeline

from hplearn import GridSearchCV, MLPClassifier

RATES, ALPHAS = np.logspace(-4, -1, 8), [0.0, 1e-4, 1e-2, 1.0]
warnings.simplefilter("ignore")  # scikit-learn's, that 20 epochs are few


def ours(**settings):
    """Return our network."""
    return MLPClassifier((64,), batch_size=32, max_epochs=20, random_state=0, **settings)


def theirs():
    """Return scikit-learn's network, kept from stopping early."""
    return sklearn.neural_network.MLPClassifier(
        (64,), batch_size=32, max_iter=20, n_iter_no_change=20, random_state=0
    )


def peak_flops(n=1024, repeats=10):
    """Return the machine's 32-bit matrix-multiply rate, in operations a second."""
    A = np.ones((n, n), np.float32)
    return 2 * n**3 / min(timing.cpu_seconds(lambda: A @ A, repeats))


def main():
    """Print the ratios."""
    X, y = load_digits(return_X_y=True)
    X = X / 16
    one = timing.ratio(lambda: ours().fit(X, y), lambda: theirs().fit(X, y), repeats=15, inner=3)
    print(f"one network: {one:.2f} times as fast as scikit-learn's")

    grid = {"learning_rate": RATES, "alpha": ALPHAS}

    def search():
        return GridSearchCV(ours(), grid, cv=3).fit(X, y)

    def their_search():
        their_grid = {"learning_rate_init": RATES, "alpha": ALPHAS}
        return sklearn.model_selection.GridSearchCV(theirs(), their_grid, cv=3).fit(X, y)

    def one_by_one():  # a pipeline offers no stacks
        alone = {f"mlpclassifier__{name}": values for name, values in grid.items()}
        return GridSearchCV(make_pipeline(ours()), alone, cv=3).fit(X, y)

    print(f"32 settings: {timing.ratio(search, their_search, repeats=3, inner=2):.2f} times")
    print(
        f"32 settings, our own one by one: {timing.ratio(search, one_by_one, repeats=5):.2f} times"
    )

    flops_a_row = 6 * (64 * 64 + 64 * 10) - 2 * 64 * 64  # forward, and both slopes but the input's
    work = 32 * 20 * 2 * len(X) * flops_a_row  # 3 folds train on two thirds each
    reached = work / statistics.median(timing.cpu_seconds(search, 3)) / peak_flops()
    print(f"the search reaches {reached:.0%} of the matrix-multiply peak")


if __name__ == "__main__":
    main()
