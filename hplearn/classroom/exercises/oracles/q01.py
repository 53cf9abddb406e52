"""01 Why tune at all: what belongs on which heap, and a response curve read rate by rate."""

from itertools import product

import numpy as np

from hplearn.classroom.exercises.compare import close, same
from hplearn.classroom.exercises.questions import Case, Mistake, Question

HEAPS = {
    "P": ["weight", "bias", "slope", "running_mean"],
    "H": ["learning_rate", "batch_size", "hidden", "epochs", "activation", "penalty", "found_rate"],
    "N": ["seed", "n_folds", "accuracy"],
}
RIGHT = {name: heap for heap, names in HEAPS.items() for name in names}


def _judge_heaps(_arguments, outcome):
    heaps = outcome.value
    if not isinstance(heaps, dict):
        return "it must be a dict with fourteen names"
    if missing := [name for name in RIGHT if name not in heaps]:
        return f"the name {missing[0]!r} is missing"
    if strange := [heap for heap in heaps.values() if heap not in HEAPS]:
        return f'each letter is "P", "H" or "N", and one is {strange[0]!r}'
    n_right = sum(heaps[name] == heap for name, heap in RIGHT.items())
    return "" if n_right == len(RIGHT) else f"{n_right} of {len(RIGHT)} names are on their heap"


def _has(*names, heap):
    """Return a sign: the form is right, and all of these names lie on this heap."""

    def sign(_arguments, outcome):
        heaps = outcome.value if isinstance(outcome.value, dict) else {}
        return all(heaps.get(name) == heap for name in names)

    return sign


def _is_tuned(study):
    names = sorted(name for name in study if len(study[name]) > 1 and name != "seed")
    return names, sum(1 for _ in product(*study.values()))


def _with_seed(study):
    return sorted(name for name in study if len(study[name]) > 1), _is_tuned(study)[1]


def _seeds_are_free(study):
    others = {name: values for name, values in study.items() if name != "seed"}
    return _is_tuned(study)[0], _is_tuned(others)[1]


def _summed(study):
    return _is_tuned(study)[0], sum(map(len, study.values()))


def _studies(rng):
    yield Case({"learning_rate": [0.1], "seed": [0, 1, 2]})
    yield Case({"hidden": [16, 32], "learning_rate": [0.1, 1.0, 2.0]})
    names = ["learning_rate", "hidden", "batch_size", "activation", "epochs"]
    while True:
        chosen = rng.choice(names, rng.integers(2, 5), replace=False)
        study = {str(name): list(range(rng.integers(1, 5))) for name in chosen}
        yield Case(study | {"seed": list(range(rng.integers(1, 4)))})


def _good_range(rates, scores, allowed, judge=np.mean):
    curve = [float(judge(row)) for row in scores]
    best = low = high = curve.index(max(curve))
    while low > 0 and curve[low - 1] >= curve[best] - allowed:
        low -= 1
    while high < len(curve) - 1 and curve[high + 1] >= curve[best] - allowed:
        high += 1
    return float(rates[low]), float(rates[high])


def _over_the_gap(rates, scores, allowed):
    curve = scores.mean(axis=1)
    good = rates[curve >= curve.max() - allowed]
    return float(good[0]), float(good[-1])


def _near_the_best_run(rates, scores, allowed):
    return _good_range(rates, scores, allowed, judge=np.max)


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
    Question(
        "01.1",
        "heaps",
        points=2,
        judge=_judge_heaps,
        mistakes=(
            Mistake(
                "weights-are-hyperparameters",
                "Who sets a weight or a bias, you or the training? What training sets is a "
                "parameter.",
                sign=_has("weight", "bias", heap="H"),
            ),
            Mistake(
                "seed-is-tuned",
                "The seed moves the score, and yet no seed is better on digits still to come: "
                "picking one is luck, not tuning.",
                sign=_has("seed", heap="H"),
            ),
            Mistake(
                "only-by-hand",
                "A rate that a program picked is still given to the training, which leaves it "
                "alone. Who types it does not matter.",
                sign=_has("found_rate", heap="P"),
            ),
            Mistake(
                "typed-by-a-person",
                "Not whatever a person types is a hyperparameter: the judge's folds change how "
                "well you measure, not how good the model is.",
                sign=_has("n_folds", heap="H"),
            ),
        ),
    ),
    Question(
        "01.2",
        "is_tuned(study)",
        points=2,
        answer=_is_tuned,
        cases=_studies,
        compare=same,
        mistakes=(
            Mistake(
                "seed-counts-as-tuned",
                "The seed's values are repetitions: their mean is reported, none is chosen.",
                wrong=_with_seed,
            ),
            Mistake(
                "seeds-are-free",
                "Repeating with another seed is a training like any other, and is paid for.",
                wrong=_seeds_are_free,
            ),
            Mistake(
                "added-up",
                "Every combination is trained: the numbers of values multiply.",
                wrong=_summed,
            ),
        ),
    ),
    Question(
        "01.3",
        "good_range(rates, scores, allowed)",
        points=2,
        answer=_good_range,
        cases=_curves,
        compare=close(),
        mistakes=(
            Mistake(
                "over-the-gap",
                "Your range crosses a bad rate. Begin at the best rate and walk outwards until "
                "the first bad one.",
                wrong=_over_the_gap,
            ),
            Mistake(
                "near-the-best-run",
                "You judge each rate by its luckiest seed. Take the mean over the seeds.",
                wrong=_near_the_best_run,
            ),
        ),
    ),
)
