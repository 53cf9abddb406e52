"""Why tune at all: what belongs on which heap, and a response curve read rate by rate."""

from itertools import product

import numpy as np

from hplearn.exercises.compare import close, same
from hplearn.exercises.oracles.special import special
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


def _tuned(study):
    return _is_tuned(study)[0]


@special(
    {
        "more than one name is tuned": lambda study: len(_tuned(study)) > 1,
        "no seeds are given": lambda study: "seed" not in study,
        "there is more than one seed": lambda study: len(study.get("seed", "")) > 1,
        "a list has a single value": lambda study: min(map(len, study.values())) == 1,
        "a value is itself a list": lambda study: any(
            isinstance(value, list) for values in study.values() for value in values
        ),
        "no name is tuned": lambda study: not _tuned(study),
    }
)
def _studies(rng):
    yield _study({"hidden": [16, 32], "batch_size": list(range(rng.integers(2, 5)))})
    yield _study({"learning_rate": [0.1], "seed": list(range(rng.integers(2, 5)))})
    yield _study({"learning_rate": [float(rng.integers(1, 9))], "hidden": [16], "seed": [0]})
    per_seed = {"epochs_per_seed": list(range(rng.integers(2, 5))), "seed_of_split": [0, 1]}
    yield Case(per_seed | {"seed": [0, 1]}, where="the word seed is part of another name")
    capitals = {"batch": [16, 32], "L2": [0.0, 0.1], "seed": [0]}
    yield Case(capitals, where="a name begins with a capital letter")
    yield Case({"seed": [0, 1, 2], "hidden": [16, 32]}, where="the seed does not come last")
    yield Case({"seed": [0, 1, 2]}, where="the study has nothing but the seed")
    odd = {"hidden": [[64, 32]], "activation": ["relu", "tanh"], "max_depth": [None, 3]}
    yield Case(odd | {"d": [1, 2], "seed": [0, 1]})  # "d" is in "seed"
    names = ["learning_rate", "hidden", "batch_size", "activation", "epochs"]
    while True:
        chosen = rng.choice(names, rng.integers(2, 5), replace=False)
        study = {str(name): list(range(rng.integers(1, 5))) for name in chosen}
        seeds = {"seed": list(range(rng.integers(1, 4)))}
        yield _study(study if rng.random() < 0.2 else study | seeds)


def _study(study):
    several = [name for name in study if len(study[name]) > 1]
    names = {(): "every list has a single value", ("seed",): "only the seed has several values"}
    return Case(study, where=names.get(tuple(several), ""))


BORDER = "a mean lies exactly `allowed` below the best"


def _seeds(rng, *means):
    """Return the scores of four seeds: these are exactly their means, and not their medians."""
    apart = rng.integers(0, 4, (len(means), 1))
    return np.array(means, dtype=float)[:, None] + apart * [-1, -1, 3, -1]


def _good_range(rates, scores, allowed):
    curve = [float(np.mean(row)) for row in scores]
    best = low = high = curve.index(max(curve))
    while low > 0 and curve[low - 1] >= curve[best] - allowed:
        low -= 1
    while high < len(curve) - 1 and curve[high + 1] >= curve[best] - allowed:
        high += 1
    return float(rates[low]), float(rates[high])


def _is_good(scores, allowed):
    means = scores.mean(axis=1)
    return means >= means.max() - allowed - 1e-9


def _beyond(rates, scores, allowed):
    """Return the good rates below and above the run."""
    low, high = _good_range(rates, scores, allowed)
    good = rates[_is_good(scores, allowed)]
    return good[good < low], good[good > high]


def _n_best(scores):
    means = scores.mean(axis=1)
    return np.sum(means == means.max())


@special(
    {
        "two rates share the best mean": lambda rates, scores, allowed: _n_best(scores) > 1,
        "a good rate lies beyond a bad one, below the best rate": lambda *case: (
            len(_beyond(*case)[0]) > 0
        ),
        "a good rate lies beyond a bad one, above the best rate": lambda *case: (
            len(_beyond(*case)[1]) > 0
        ),
        "a good rate lies beyond a bad one": lambda *case: any(map(len, _beyond(*case))),
        "the best rate is the first or the last one": lambda rates, scores, allowed: (
            scores.mean(axis=1).argmax() in (0, len(rates) - 1)
        ),
        "every rate is good": lambda rates, scores, allowed: _is_good(scores, allowed).all(),
        "only one rate is good": lambda rates, scores, allowed: (
            _is_good(scores, allowed).sum() == 1
        ),
    }
)
def _curves(rng):
    rates = np.array([0.001, 0.01, 0.1, 1.0])
    for _ in range(2):
        best = float(rng.integers(30, 99))
        yield Case(rates, _seeds(rng, best - 1, best - 2, best, best - 1), 1.0, where=BORDER)
        yield Case(rates, _seeds(rng, best, best - 9, best, best - 1), 1.5)
        yield Case(rates, _seeds(rng, best - 2, best, best - 1, best - 2), 3.0)
    near = np.array([[96.0], [94.9996]])
    yield Case(rates[2:], near, 1.0, where="a mean lies just below the border")
    steep = np.array([97.01, 97.7, 99.0, 90.0])[:, None] + np.array([-0.2, 0.2])
    yield Case(rates, steep, 2.0)  # by other borders the run is shorter, and no single rate
    scores = 60 - np.array([9.0, 5.0, 2.0, 0.0, 1.0, 4.0, 8.0])  # two bad ones on each side
    yield Case(np.geomspace(0.001, 1.0, 7), _seeds(rng, *scores), float(rng.uniform(3.1, 3.5)))
    while True:
        n_rates, n_seeds = rng.integers(5, 12), rng.integers(2, 6)
        rates = np.round(np.geomspace(10.0 ** -rng.integers(2, 5), 1, n_rates), 6)
        curve = np.round(rng.uniform(30, 95) + rng.normal(0, 2, n_rates), 1)
        scores = np.round(curve[:, None] + rng.normal(0, 2, (n_rates, n_seeds)), 1)
        yield Case(rates, scores, float(np.round(rng.uniform(0.55, 4), 2)) + 0.003)


QUESTIONS = (
    Question(1, "heaps", points=2, answer=RIGHT, compare=same, section="Two kinds of number"),
    Question(
        2,
        "is_tuned(study)",
        points=2,
        answer=_is_tuned,
        cases=_studies,
        compare=same,
        n_public=11,
        n_fresh=11,
        section="Two kinds of number",
    ),
    Question(
        3,
        "good_range(rates, scores, allowed)",
        points=2,
        answer=_good_range,
        cases=_curves,
        n_public=10,
        n_fresh=20,
        compare=close(),
        section="The response curve",
    ),
)
