"""Boosted trees on a real table, tuned by our searches and by their peers, in one run.

    python benchmarks/own_model.py [--seeds 10]

For each seed a quarter of breast_cancer's rows is put aside. Each search has 40 trials, or 40
candidates, of 5 folds on the rest; its best configuration is fitted again and judged on what was
put aside. Overhead is what a trial costs outside fitting and scoring. Lower is better everywhere.
"""

import os

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import argparse
import warnings
from time import perf_counter

import numpy as np
import optuna
from scipy.stats import loguniform
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.metrics import log_loss
from sklearn.model_selection import HalvingRandomSearchCV, StratifiedKFold, train_test_split

from hplearn import (
    HalvingSearchCV,
    Integer,
    LogUniform,
    RandomizedSearchCV,
    TPESearchCV,
    cross_val_score,
    paired_difference,
)

N_TRIALS, FOLDS = 40, StratifiedKFold(5)
RANGES = {
    "learning_rate": (0.01, 1.0),
    "max_leaf_nodes": (4, 64),
    "min_samples_leaf": (2, 64),
    "l2_regularization": (1e-3, 100.0),
}
SPACE = {
    name: Integer(*ends, log=True) if isinstance(ends[0], int) else LogUniform(*ends)
    for name, ends in RANGES.items()
}


class WholeNumbers:
    """Whole numbers on a log scale, as scikit-learn's searches draw them."""

    def __init__(self, low, high):
        self.numbers = loguniform(low, high + 1)

    def rvs(self, random_state=None):
        return int(self.numbers.rvs(random_state=random_state))


def trees(**config):
    return HistGradientBoostingClassifier(max_iter=50, random_state=0, **config)


def ours(search, seed, X, y, **options):
    """Return the best model, and the seconds for a trial outside fits."""
    start = perf_counter()
    search = search(
        trees(), SPACE, scoring="neg_log_loss", cv=FOLDS, random_state=seed, **options
    ).fit(X, y)
    seconds = perf_counter() - start - search.refit_time_
    outside = seconds - search.search_result_.seconds
    return search.best_estimator_, outside / len(search.search_result_.trials)


def optunas(seed, X, y):
    inside = []

    def objective(trial):
        config = {
            name: (trial.suggest_int if isinstance(ends[0], int) else trial.suggest_float)(
                name, *ends, log=True
            )
            for name, ends in RANGES.items()
        }
        start = perf_counter()
        score = cross_val_score(trees(**config), X, y, cv=FOLDS, scoring="neg_log_loss").mean()
        inside.append(perf_counter() - start)
        return score

    start = perf_counter()
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(objective, N_TRIALS)
    outside = perf_counter() - start - sum(inside)
    return trees(**study.best_params).fit(X, y), outside / N_TRIALS


def scikit_learns(seed, X, y):
    space = {
        name: WholeNumbers(*ends) if isinstance(ends[0], int) else loguniform(*ends)
        for name, ends in RANGES.items()
    }
    start = perf_counter()
    search = HalvingRandomSearchCV(
        trees(),
        space,
        n_candidates=N_TRIALS,
        scoring="neg_log_loss",
        cv=FOLDS,
        random_state=seed,
        return_train_score=False,
    ).fit(X, y)
    table = search.cv_results_
    inside = 5 * (table["mean_fit_time"] + table["mean_score_time"]).sum()
    outside = perf_counter() - start - search.refit_time_ - inside
    return search.best_estimator_, outside / len(table["params"])


SEARCHES = {
    "defaults": lambda seed, X, y: (trees().fit(X, y), np.nan),
    "random, ours": lambda *case: ours(RandomizedSearchCV, *case, n_trials=N_TRIALS),
    "TPE, ours": lambda *case: ours(TPESearchCV, *case, n_trials=N_TRIALS),
    "TPE, Optuna": optunas,
    "halving, ours": lambda *case: ours(HalvingSearchCV, *case, n_candidates=N_TRIALS),
    "halving, scikit-learn": scikit_learns,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    n_seeds = parser.parse_args().seeds
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    warnings.simplefilter("ignore")  # folds of the first rungs that hold few rows
    X, y = load_breast_cancer(return_X_y=True)
    losses = {name: [] for name in SEARCHES}
    print(f"{'search':22} {'test log loss (sd)':>20} {'seconds':>8} {'overhead, ms a trial':>21}")
    for name, search in SEARCHES.items():
        seconds, outside = [], []
        for seed in range(n_seeds):
            X_train, X_test, y_train, y_test = train_test_split(
                X, y, test_size=0.25, stratify=y, random_state=seed
            )
            start = perf_counter()
            model, overhead = search(seed, X_train, y_train)
            seconds.append(perf_counter() - start)
            outside.append(1000 * overhead)
            losses[name].append(log_loss(y_test, model.predict_proba(X_test)))
        found = f"{np.mean(losses[name]):.4f} ({np.std(losses[name], ddof=1):.4f})"
        print(f"{name:22} {found:>20} {np.mean(seconds):8.1f} {np.median(outside):21.2f}")
    print("\ngain in log loss over the seeds:")
    for one, other in (
        ("TPE, ours", "TPE, Optuna"),
        ("TPE, ours", "random, ours"),
        ("TPE, ours", "defaults"),
        ("halving, ours", "halving, scikit-learn"),
        ("halving, ours", "TPE, ours"),
    ):
        gain = paired_difference(-np.array(losses[one]), -np.array(losses[other]))
        print(f"{one}, against {other}: {gain}")


if __name__ == "__main__":
    main()
