"""Our searches beside random search and Optuna's, paired by seed, with intervals.

    python benchmarks/peers.py [tpe bayes gp budgets many] [n_seeds]

Regret is the true loss of the trial that a search believes to be the best, less the lowest there
is. With it stands, behind ±, half of the 95 % interval of its mean, the share of the seeds in which
it is below that of Optuna's TPE, and the p-value of Wilcoxon's signed-rank test, two-sided, of the
pairs: to be held against 0.05 divided by the number of comparisons that are looked at. Two problems
are held out: they were written down before any search was tried on them, and nothing was chosen by
them.
"""

import timing  # noqa: F401  # isort: skip -- fixes the number of threads before NumPy loads

import sys
import warnings
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
import optuna
from scipy.stats import t, wilcoxon
from sklearn.datasets import load_wine
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_score

from hplearn import Choice, Integer, LogUniform, Uniform
from hplearn.tuning import (
    asynchronous_halving,
    bayes_search,
    digits_table,
    hyperband,
    random_search,
    tpe_search,
)
from hplearn.tuning.dimensions import Ordered

sys.path.append(str(Path(__file__).parents[1]))
optuna.logging.set_verbosity(optuna.logging.WARNING)
warnings.simplefilter("ignore")  # of features that Optuna calls experimental
TRIALS, EPOCHS = (25, 50, 100), (108, 216, 540)
A = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14]])
A = np.vstack([A, [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
P = np.array([[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991]])
P = np.vstack([P, [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]) / 1e4


def branin(config):
    """Two dimensions, three bottoms."""
    x, y = config["x"], config["y"]
    bowl = (y - 5.1 / (4 * np.pi**2) * x * x + 5 / np.pi * x - 6) ** 2
    return bowl + 10 * (1 - 1 / (8 * np.pi)) * np.cos(x) + 10 - 0.39788735772973816


def hartmann(config):
    """Six dimensions, four wells."""
    off = (A * (np.array([*config.values()]) - P) ** 2).sum(axis=1)
    return 3.32236801141551 - np.array([1, 1.2, 3, 3.2]) @ np.exp(-off)


def ackley(config):
    """Two numbers, two whole ones and four options, with waves everywhere."""
    x = np.array([*config.values()], dtype=float)
    valley = -20 * np.exp(-0.2 * np.sqrt((x**2).mean()))
    return valley - np.exp(np.cos(2 * np.pi * x).mean()) + 20 + np.e


def rosenbrock(config):
    """A bent valley in four logarithms."""
    x = np.log10([*config.values()]) + 1
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def branched(config):
    """A broad branch whose lowest loss is 0.05, and a narrow one with 0."""
    if config["kind"] == "broad":
        return 0.05 + 0.5 * (config["x"] - 0.3) ** 2
    well = 0.3 * (np.log10(config["gamma"]) + 2) ** 2 + 0.15 * (np.log10(config["C"]) - 1) ** 2
    return 0.6 * min(1, well)


def levy(config):
    """Waves across a bowl of four dimensions; its lowest loss is away from the middle."""
    w = 1 + (np.array([*config.values()]) - 1) / 4
    waves = (w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2)
    ends = np.sin(np.pi * w[0]) ** 2, (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2)
    return waves.sum() + sum(ends)


WINE, FOLDS = load_wine(return_X_y=True), StratifiedKFold(3, shuffle=True, random_state=0)


def forest(config):
    """Log loss of a random forest on a real table: whole numbers, numbers and options."""
    model = RandomForestClassifier(20, random_state=0, **config)
    return -cross_val_score(model, *WINE, cv=FOLDS, scoring="neg_log_loss").mean()


BRANCHES = [
    {"kind": ["broad"], "x": Uniform(0, 1)},
    {"kind": ["narrow"], "C": LogUniform(1e-3, 1e3), "gamma": LogUniform(1e-5, 10)},
]
MIXED = {name: Uniform(-20, 20) for name in "ab"} | {name: Integer(-20, 20) for name in "ij"}
FOREST = {
    "max_depth": Integer(1, 12),
    "min_samples_leaf": Integer(1, 30, log=True),
    "max_features": Uniform(0.05, 1),
    "max_samples": Uniform(0.1, 1),
    "criterion": Choice(["gini", "entropy"]),
}
SIX = {f"x{i}": Uniform(0, 1) for i in range(6)}
PROBLEMS = {  # function, space, standard deviation of the noise
    "Hartmann 6 + noise": (hartmann, SIX, 0.3),
    "Branin": (branin, {"x": Uniform(-5, 10), "y": Uniform(0, 15)}, 0),
    "Hartmann 6": (hartmann, SIX, 0),
    "Ackley 5, mixed": (ackley, MIXED | {"k": Choice([0, 3, -4, 8])}, 0),
    "Rosenbrock 4, log": (rosenbrock, {f"l{i}": LogUniform(1e-3, 10) for i in range(4)}, 0),
    "conditional": (branched, BRANCHES, 0),
    "Levy 4, held out": (levy, {f"x{i}": Uniform(-10, 10) for i in range(4)}, 0),
    "forest on wine, held out (loss)": (forest, FOREST, 0),
}


def suggest(trial, space):
    """Return a configuration of `space` as Optuna suggests it."""
    if isinstance(space, list):
        kind = trial.suggest_categorical("kind", [branch["kind"][0] for branch in space])
        branch = next(branch for branch in space if branch["kind"] == [kind])
        return {"kind": kind} | suggest(trial, {k: v for k, v in branch.items() if k != "kind"})
    config = {}
    for name, dimension in space.items():
        n = len(dimension.options or ())
        if isinstance(dimension, Ordered):
            config[name] = dimension.options[trial.suggest_int(name, 0, n - 1)]
        elif n:
            config[name] = dimension.options[trial.suggest_categorical(name, range(n))]
        else:
            whole = isinstance(dimension, Integer)
            draw = trial.suggest_int if whole else trial.suggest_float
            config[name] = draw(name, dimension.low, dimension.high, log=dimension.log)
    return config


def optunas(sampler, evaluate, space, n_trials, rng):
    """Run Optuna's search."""
    study = optuna.create_study(sampler=sampler(seed=rng))
    study.optimize(lambda trial: evaluate(suggest(trial, space)), n_trials=n_trials)


def regrets(search, problem, seed):
    """Return the regret of a search after each number of `TRIALS`."""
    function, space, noise = problem
    rng, seen = np.random.default_rng([seed, 99]), []

    def evaluate(config):
        regret = function(config)
        seen.append((regret + noise * rng.normal(), regret))
        return seen[-1][0]

    search(evaluate, space, TRIALS[-1], rng=seed)
    return [min(seen[:n])[1] for n in TRIALS]


def optuna_halving(table, seed):
    """Return the lowest error that Optuna's TPE with its halving finds within each of `EPOCHS`."""
    pruner = optuna.pruners.SuccessiveHalvingPruner(min_resource=1, reduction_factor=3)
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed), pruner=pruner)
    best, found, spent = (0, np.inf), [], 0
    while spent < EPOCHS[-1]:
        trial = study.ask()
        config = suggest(trial, table.space)
        for epoch in range(1, 28):
            loss, spent = table.evaluate(config, epoch), spent + 1
            trial.report(loss, epoch)
            if epoch in (1, 3, 9, 27):  # as with ours, a longer training replaces a shorter one
                best = min(best, (-epoch, loss))
            found.append(best[1])
            if epoch < 27 and trial.should_prune():
                study.tell(trial, state=optuna.trial.TrialState.PRUNED)
                break
        else:
            study.tell(trial, loss)
    return np.array(found)[np.array(EPOCHS) - 1]


def our_halving(search, table, seed):
    """Return the lowest error that our search finds within each of `EPOCHS`, survivors going on."""
    result = search(table.evaluate, table.space, rng=seed)
    spent = result.spent(continued=True)
    return [result.incumbent[spent <= epochs][-1] for epochs in EPOCHS]


def show(name, values, theirs=None):
    """Print medians, means with intervals, and how many seeds are below `theirs`, with p-values."""
    half = t.ppf(0.975, len(values) - 1) * values.std(axis=0, ddof=1) / len(values) ** 0.5
    row = [f"{m:8.4f}" for m in np.median(values, axis=0)]
    row += [f"{m:8.4f} ± {h:.4f}" for m, h in zip(values.mean(axis=0), half, strict=True)]
    if theirs is not None:
        below = (values < theirs).mean(axis=0) + (values == theirs).mean(axis=0) / 2
        differ = [pair[pair != 0] for pair in (values - theirs).T]
        p = [wilcoxon(pair).pvalue if pair.size else 1.0 for pair in differ]
        row += [f"{share:4.0%} ({p:.2g})" for share, p in zip(below, p, strict=True)]
    print(f"  {name:22}", *row, flush=True)


def compare(names, n_seeds):
    """Print the regrets of searches by numbers of trials."""
    tpe = partial(optunas, optuna.samplers.TPESampler)
    known = {"tpe": tpe_search, "bayes": bayes_search}
    known["gp"] = partial(optunas, optuna.samplers.GPSampler)
    for title, problem in PROBLEMS.items():
        seeds = range(3 * n_seeds if problem[2] else n_seeds)
        print(f"{title}, {len(seeds)} seeds: {TRIALS} trials")
        theirs = np.array([regrets(tpe, problem, seed) for seed in seeds])
        show("Optuna's TPE", theirs)
        for name in ("random", *names):
            search = known.get(name, random_search)
            show(name, np.array([regrets(search, problem, seed) for seed in seeds]), theirs)


def compare_budgets(n_seeds):
    """Print the regrets of searches with budgets on the digits' curves."""
    tables = [digits_table(seed) for seed in range(3)]
    lowest = np.array([[np.nanmin(tables[s % 3].losses(27))] for s in range(n_seeds)])
    one_by_one = partial(asynchronous_halving, n_trials=400, in_flight=1)
    ours = {"Hyperband": partial(hyperband, max_budget=27), "asynchronous": one_by_one}
    ours |= {f"{name} + tpe": partial(go, propose="tpe") for name, go in ours.items()}
    print(f"Digits' curves, {n_seeds} seeds: {EPOCHS} epochs")
    theirs = [optuna_halving(tables[s % 3], s) for s in range(n_seeds)] - lowest
    show("Optuna's TPE + halving", theirs)
    for name, go in ours.items():
        found = [our_halving(go, tables[s % 3], s) for s in range(n_seeds)]
        show(name, found - lowest, theirs)


def many(n_trials=10_000):
    """Print what a long TPE search takes: seconds of the processor, and on the wall."""
    for title in ("Hartmann 6", "Ackley 5, mixed"):
        start, began = process_time(), perf_counter()
        tpe_search(*PROBLEMS[title][:2], n_trials, rng=0)
        seconds, wall = process_time() - start, perf_counter() - began
        print(f"{n_trials} trials of TPE, {title}: {seconds:.0f} s ({wall:.0f} s on the wall)")


def main(names):
    """Print what is asked for."""
    n_seeds = next((int(name) for name in names if name.isdigit()), 20)
    searches = [name for name in names if name in ("tpe", "bayes", "gp")]
    if searches:
        compare(searches, n_seeds)
    if "budgets" in names:
        compare_budgets(3 * n_seeds // 2)
    if "many" in names:
        many()


if __name__ == "__main__":
    main(sys.argv[1:] or ["tpe", "budgets", "many"])
