"""16 What a study owes its reader: six rules, studies that break them, and how they are misread."""

from collections import Counter

import numpy as np

from hplearn.classroom.exercises.questions import Case, Mistake


def _spent(study):
    return sum(trial["epochs"] for trial in study["trials"]) + study["other_epochs"]


def _scores(study):
    return [trial["score"] for trial in study["trials"]]


def _at_an_end(study, which=-1, log=True):
    config = study["trials"][study["winner"]]["config"]
    for name, ranges in study["ranges"].items():
        low, high = ranges[which]
        first, last = low + 0.1 * (high - low), low + 0.9 * (high - low)
        if log:
            first, last = low**0.9 * high**0.1, low**0.1 * high**0.9
        if not first <= config[name] <= last:
            return True
    return False


NAMES = ("learning_rate", "alpha")
RULES = {
    "budget": lambda study: _spent(study) > study["budget"],
    "baseline": lambda study: study["baseline"] is None,
    "seeds": lambda study: len(Counter(study["seeds"])) < 3,
    "edge": _at_an_end,
    "choice": lambda study: sorted(_scores(study))[-1] != _scores(study)[study["winner"]],
    "test": lambda study: study["test_openings"] != 1,
}


def complaints(study, **other_rules):
    """Return the rules that a study breaks."""
    return [rule for rule, breaks in (RULES | other_rules).items() if breaks(study)]


def changed(**other_rules):
    """Return the model of a learner who reads some rules in another way."""
    return lambda study: complaints(study, **other_rules)


def _study(rng, *broken, extended=0.5, ends=(0, 0.05, 0.95, 1), guilty=NAMES):
    """Return a study that breaks these rules and no others, close to the border of each."""
    trials, winner = _trials(rng, "choice" in broken)
    ranges = {}
    for name in NAMES:
        low, high = 10.0 ** -rng.integers(3, 6), 10.0 ** rng.integers(0, 3)
        places = rng.uniform(0.15, 0.6, len(trials))
        if "edge" in broken and name in guilty:
            places[winner] = rng.choice(ends)
        for trial, place in zip(trials, places, strict=True):
            trial["config"][name] = float(low ** (1 - place) * high**place)
        ended = 1.2 * trials[winner]["config"][name]  # a first range, with the winner at its end
        longer = ended < high and rng.random() < extended
        ranges[name] = [(low, ended), (low, high)] if longer else [(low, high)]
    study = {"trials": trials, "other_epochs": int(rng.integers(20, 60)), "ranges": ranges}
    study["budget"] = _spent(study) - int(rng.integers(1, 20)) * ("budget" in broken)
    study["winner"], study["baseline"] = winner, float(rng.choice([0.0, 0.68]))
    few = [[3, 3, 3, 4], [0, 1], [5, 5, 5]][rng.integers(3)]
    study["seeds"] = few if "seeds" in broken else [1, 2, 3, 3][: rng.integers(3, 5)]
    study["test_openings"] = int(rng.choice([0, 2, 3])) if "test" in broken else 1
    return study | ({"baseline": None} if "baseline" in broken else {})


def _trials(rng, beaten):
    """Return trials without configs, and a winner that is equalled, or beaten by another."""
    scores = np.round(rng.uniform(0.7, 0.9, int(rng.integers(3, 6))), 3).tolist()
    winner = int(rng.integers(1, len(scores)))
    scores[winner] = scores[0] = 0.91
    if beaten:
        scores[winner - 1] = 0.93
    epochs = rng.integers(1, 30, len(scores)).tolist()
    pairs = zip(epochs, scores, strict=True)
    return [{"config": {}, "epochs": n, "score": score} for n, score in pairs], winner


def studies(rng):
    """Yield studies: clean ones, each rule broken alone, all of them together, then any."""
    yield Case(_study(rng, extended=1))
    yield Case(_study(rng, "budget"))
    yield Case(_study(rng, "baseline"))
    yield Case(_study(rng, "seeds") | {"seeds": [3, 3, 3, 4]})
    yield Case(_study(rng, "seeds") | {"seeds": [0, 1]})
    yield Case(_study(rng, "edge", ends=(0, 0.05), guilty=NAMES[1:]))
    yield Case(_study(rng, "edge", ends=(0.95, 1), guilty=NAMES[:1]))
    yield Case(_study(rng, "choice"))
    yield Case(_study(rng, "test") | {"test_openings": 0})
    yield Case(_study(rng, "test") | {"test_openings": 3})
    yield Case(_study(rng, *RULES))
    while True:
        broken = [rule for rule in RULES if rng.random() < 0.25]
        yield Case(_study(rng, *broken, guilty=NAMES[rng.integers(2) :]))


MISREADINGS = (
    Mistake(
        "search-alone",
        "The baseline and the confirming seeds are paid for, too.",
        wrong=changed(budget=lambda study: _spent(study | {"other_epochs": 0}) > study["budget"]),
    ),
    Mistake(
        "spent-to-the-last",
        "A budget may be spent to the last epoch; only more is too much.",
        wrong=changed(budget=lambda study: _spent(study) >= study["budget"]),
    ),
    Mistake(
        "zero-is-no-baseline",
        "A baseline may score 0.0, as R² does for the mean. That is not None.",
        wrong=changed(baseline=lambda study: not study["baseline"]),
    ),
    Mistake(
        "seeds-counted-twice",
        "A seed that is used twice gives the same network twice.",
        wrong=changed(seeds=lambda study: len(study["seeds"]) < 3),
    ),
    Mistake(
        "linear-scale",
        "You measure on a linear scale: between 0.001 and 1, a good rate would nearly always lie "
        "in the lowest tenth.",
        wrong=changed(edge=lambda study: _at_an_end(study, log=False)),
    ),
    Mistake(
        "first-range",
        "Whoever extends a range has answered the doubt about the first one. Look at the last.",
        wrong=changed(edge=lambda study: _at_an_end(study, which=0)),
    ),
    Mistake(
        "equal-is-higher",
        "Another trial with the same score is no reason to complain: the winner may be a later one "
        "of equals.",
        wrong=changed(
            choice=lambda study: _scores(study).index(max(_scores(study))) != study["winner"]
        ),
    ),
    Mistake(
        "never-opened",
        "A study that has not looked at its test rows has no last word yet. Once means once.",
        wrong=changed(test=lambda study: study["test_openings"] > 1),
    ),
    Mistake(
        "first-complaint-alone",
        "You stop at the first rule that is broken. There may be more.",
        wrong=lambda study: complaints(study)[:1],
    ),
)
