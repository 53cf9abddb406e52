"""Why tune at all: what belongs on which heap, and a response curve read rate by rate."""

from itertools import product

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.questions import Case, Question

HEAPS = {
    "P": ["weight", "bias", "slope", "running_mean"],
    "H": ["learning_rate", "batch_size", "hidden", "epochs", "activation", "penalty", "found_rate"],
    "N": ["seed", "n_folds", "accuracy"],
}
RIGHT = {name: heap for heap, names in HEAPS.items() for name in names}


def _is_tuned(study):
    names = sorted(name for name in study if len(study[name]) > 1 and name != "seed")
    return names, sum(1 for _ in product(*study.values()))


def _studies(rng):
    yield Case({"learning_rate": [0.1], "seed": [0, 1, 2]})
    yield Case({"hidden": [16, 32], "learning_rate": [0.1, 1.0, 2.0]})
    names = ["learning_rate", "hidden", "batch_size", "activation", "epochs"]
    while True:
        chosen = rng.choice(names, rng.integers(2, 5), replace=False)
        study = {str(name): list(range(rng.integers(1, 5))) for name in chosen}
        yield Case(study | {"seed": list(range(rng.integers(1, 4)))})


def _good_range(rates, scores, allowed):
    curve = [float(np.mean(row)) for row in scores]
    best = low = high = curve.index(max(curve))
    while low > 0 and curve[low - 1] >= curve[best] - allowed:
        low -= 1
    while high < len(curve) - 1 and curve[high + 1] >= curve[best] - allowed:
        high += 1
    return float(rates[low]), float(rates[high])


def _curves(rng):
    rates = np.array([0.001, 0.01, 0.1, 1.0])
    yield Case(rates, np.array([[95.0, 93.0], [80.0, 84.0], [96.0, 95.0], [95.5, 94.5]]), 1.5)
    yield Case(rates, np.array([[10.0], [10.0], [10.0], [10.0]]), 0.5)
    yield Case(rates, np.array([[94.0], [93.0], [95.0], [94.0]]), 1.0)  # just good enough
    yield Case(rates, np.array([[96.0], [80.0], [96.0], [95.0]]), 1.5)  # two are best
    while True:
        n_rates, n_seeds = rng.integers(5, 12), rng.integers(2, 6)
        rates = np.round(np.geomspace(10.0 ** -rng.integers(2, 5), 1, n_rates), 6)
        curve = 90 + np.round(rng.normal(0, 2, n_rates), 1)
        scores = np.round(curve[:, None] + rng.normal(0, 2, (n_rates, n_seeds)), 1)
        yield Case(rates, scores, float(np.round(rng.uniform(0.55, 4), 2)) + 0.003)


QUESTIONS = (
    Question(1, "heaps", points=2, answer=RIGHT, compare=same),
    Question(2, "is_tuned(study)", points=2, answer=_is_tuned, cases=_studies, compare=same),
    Question(
        3,
        "good_range(rates, scores, allowed)",
        points=2,
        answer=_good_range,
        cases=_curves,
        compare=close(),
    ),
)
