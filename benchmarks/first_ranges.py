"""Whether the ranges of docs/your-own-model.md hold what is good: a wider search on two data sets.

    python benchmarks/first_ranges.py [n_trials]

For each family of models, random search looks in ranges that reach ten times further at either end,
where there is more to look at. The ranges have held if the best configuration inside them is no
more than one standard error, over the folds, below the best of all.
"""

import timing  # noqa: F401  # isort: skip -- fixes the number of threads before NumPy loads

import sys
import warnings

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from hplearn import Integer, LogUniform, MLPClassifier, RandomizedSearchCV, Space, Uniform

N_FOLDS, N_ROWS = 5, 600
MODELS = {
    "linear": LogisticRegression(solver="saga", tol=1e-3, max_iter=300),
    "support vectors": SVC(),
    "forests": RandomForestClassifier(100, random_state=0),
    "boosted trees": HistGradientBoostingClassifier(early_stopping=True, random_state=0),
    "networks": MLPClassifier(max_epochs=60, random_state=0),
}
RANGES = {
    "linear": {
        "C": LogUniform(1e-4, 1e3),
        "l1_ratio": Uniform(0, 1),
        "class_weight": [None, "balanced"],
    },
    "support vectors": {
        "C": LogUniform(1e-2, 1e3),
        "gamma": LogUniform(1e-4, 1),
        "kernel": ["linear", "rbf", "poly"],
    },
    "forests": {
        "max_features": Uniform(0.05, 1),
        "min_samples_leaf": Integer(1, 20, log=True),
        "max_samples": Uniform(0.3, 1),
    },
    "boosted trees": {
        "learning_rate": LogUniform(0.01, 1),
        "max_leaf_nodes": Integer(4, 64, log=True),
        "l2_regularization": LogUniform(1e-3, 100),
    },
    "networks": {
        "learning_rate": LogUniform(1e-4, 0.1),
        "hidden_layer_sizes": [(16,), (64,), (256,), (64, 64)],
        "alpha": LogUniform(1e-6, 1),
    },
}
WIDER = {  # what ten times further would not be, or would be no number that the model takes
    "l1_ratio": Uniform(0, 1),
    "max_features": Uniform(0.01, 1),
    "max_samples": Uniform(0.05, 1),
    "min_samples_leaf": Integer(1, 200, log=True),
    "max_leaf_nodes": Integer(2, 640, log=True),
    "hidden_layer_sizes": [(2,), (4,), (16,), (64,), (256,), (1024,), (64, 64), (16, 16, 16)],
    "kernel": ["linear", "rbf", "poly", "sigmoid"],
}


def wider(name, values):
    """Return the dimension that is searched for what the page has."""
    if isinstance(values, LogUniform) and name not in WIDER:
        return LogUniform(values.low / 10, values.high * 10)
    return WIDER.get(name, values)


def is_inside(config, space):
    """Return whether a configuration of the wider space lies in the ranges of the page."""
    try:
        Space(space).branch_of(config)
    except ValueError:
        return False
    return True


def held(family, X, y, n_trials):
    """Return the best score of all and of the ranges, the standard error, and which was best."""
    ranges = RANGES[family]
    space = {f"model__{name}": wider(name, values) for name, values in ranges.items()}
    model = Pipeline([("scale", StandardScaler()), ("model", MODELS[family])])
    search = RandomizedSearchCV(
        model, space, n_trials=n_trials, cv=N_FOLDS, refit=False, random_state=0
    ).fit(X, y)
    table = search.cv_results_
    configs = [
        {name.removeprefix("model__"): value for name, value in config.items()}
        for config in table["params"]
    ]
    scores = np.nan_to_num(table["mean_test_score"])
    inside = np.array([is_inside(config, ranges) for config in configs])
    best = int(scores.argmax())
    error = table["std_test_score"][best] / np.sqrt(N_FOLDS - 1)
    return scores[best], scores[inside].max(), error, inside.mean(), configs[best]


def main(n_trials=60):
    warnings.simplefilter("ignore")  # of fits that end before they have converged
    print(
        f"{'family':16} {'data':14} {'best':>6} {'inside':>7} {'error':>6} {'share':>6}  held, best"
    )
    for family in RANGES:
        for load in (load_breast_cancer, load_digits):
            X, y = load(return_X_y=True)
            best, inside, error, share, config = held(family, X[:N_ROWS], y[:N_ROWS], n_trials)
            verdict = "yes" if inside >= best - error else "NO"
            row = f"{family:16} {load.__name__[5:]:14} {best:6.3f} {inside:7.3f} {error:6.3f}"
            print(f"{row} {share:6.0%}  {verdict}, {config}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
