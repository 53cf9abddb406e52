"""The article's grid search (100 alphas, 5 folds, ridge) against scikit-learn's, as a ratio.

    python benchmarks/ridge_search.py

Prints, for each shape of data: how many times as fast the whole `GridSearchCV.fit` is; how many
times as long it takes as the five eigendecompositions alone, which no route over Gram matrices can
avoid; and its peak memory as a multiple of the input's.
"""

import timing  # isort: skip -- fixes the number of threads before NumPy loads

import statistics

import numpy as np
import sklearn.linear_model
import sklearn.model_selection
from sklearn.datasets import make_regression

from hplearn import GridSearchCV, Ridge

GRID = {"alpha": np.logspace(-4, 4, 100)}
SHAPES = {(100, 1): 25, (2000, 50): 5, (2000, 500): 3, (200, 5000): 3}
"""(n_samples, n_features), and how many turns to take the median of."""


def eigendecompositions(n_samples, n_features):
    """Return a callable that decomposes five matrices of the size that the search needs."""
    n_train = n_samples * 4 // 5
    X = np.random.default_rng(0).normal(size=(n_train, n_features))
    matrix = X.T @ X if n_features <= n_samples else X @ X.T
    return lambda: [np.linalg.eigh(matrix) for _ in range(5)]


def main():
    """Print one row for each shape."""
    print(f"{'data':>10}  {'times as fast':>13}  {'times five eigh':>15}  {'peak / input':>12}")
    for (n_samples, n_features), repeats in SHAPES.items():
        X, y = make_regression(n_samples, n_features, noise=0.1, random_state=0)

        def ours(X=X, y=y):
            return GridSearchCV(estimator=Ridge(), param_grid=GRID, cv=5).fit(X, y)

        def theirs(X=X, y=y):
            return sklearn.model_selection.GridSearchCV(
                estimator=sklearn.linear_model.Ridge(), param_grid=GRID, cv=5
            ).fit(X, y)

        fast = timing.ratio(ours, theirs, repeats=repeats, inner=max(1, 1000 // n_samples))
        floor = statistics.median(timing.cpu_seconds(eigendecompositions(n_samples, n_features), 5))
        whole = statistics.median(timing.cpu_seconds(ours, 5))
        memory = timing.peak_bytes(ours) / (X.nbytes + y.nbytes)
        name = f"{n_samples}x{n_features}"
        print(f"{name:>10}  {fast:>13.0f}  {whole / floor:>15.2f}  {memory:>12.2f}", flush=True)


if __name__ == "__main__":
    main()
