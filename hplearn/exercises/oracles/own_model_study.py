"""What a study owes its reader: six rules, and studies that break them."""

from collections import Counter

import numpy as np

from hplearn.exercises.oracles.special import special
from hplearn.exercises.questions import Case


def _spent(study):
    return sum(trial["epochs"] for trial in study["trials"]) + study["other_epochs"]


def _scores(study):
    return [trial["score"] for trial in study["trials"]]


def _at_an_end(study):
    config = study["trials"][study["winner"]]["config"]
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
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


def complaints(study):
    """Return the rules that a study breaks."""
    return [rule for rule, breaks in RULES.items() if breaks(study)]


def _study(
    rng,
    *broken,
    extended=0.5,
    ends=(0, 0.05, 0.95, 1),
    guilty=NAMES,
    rest=None,
    names=NAMES,
    better=-1,
):
    """Return a study that breaks these rules and no others, close to the border of each."""
    trials, winner = _trials(rng, "choice" in broken, better)
    ranges = {}
    for name in names:
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
    left = -int(rng.integers(1, 20)) if "budget" in broken else int(rng.integers(3))
    study["budget"] = _spent(study) + (left if rest is None else rest)
    study["winner"], study["baseline"] = winner, float(rng.choice([0.0, 0.68]))
    few = [[3, 4, 3, 4], [0, 1], [5, 5, 5]][rng.integers(3)]
    study["seeds"] = few if "seeds" in broken else [1, 1, 2, 3][rng.integers(2) :]
    study["test_openings"] = int(rng.choice([0, 2, 3])) if "test" in broken else 1
    return study | ({"baseline": None} if "baseline" in broken else {})


def _moved(rng, name):
    """Return a study whose winner lies at an end of the last range, inside of all together."""
    study = _study(rng, "edge", extended=0, ends=(0.05,), guilty=[name])
    ((low, high),) = study["ranges"][name]
    study["ranges"][name] = [(low / 1000, 50 * low), (low, high)]
    return study


def _searched_again(rng, ranges_around):
    """Return a study that breaks no rule, but for the ranges around its winner's first value."""
    study = _study(rng, extended=0)
    value = study["trials"][study["winner"]]["config"][NAMES[0]]
    study["ranges"][NAMES[0]] = ranges_around(value, *study["ranges"][NAMES[0]][0])
    return study


def _below_zero(study):
    """Return the study with other scores, as minus an error is one."""
    trials = [trial | {"score": trial["score"] - 1} for trial in study["trials"]]
    return study | {"trials": trials}


def _trials(rng, beaten, better):
    """Return trials without configs, and a winner that is equalled, or beaten by one."""
    scores = np.round(rng.uniform(0.7, 0.9, int(rng.integers(3, 6))), 3).tolist()
    winner = int(rng.integers(1, len(scores) - 1))
    scores[winner] = scores[0] = scores[-1] = 0.91
    if beaten:
        scores[better] = 0.911
    epochs = rng.integers(1, 30, len(scores)).tolist()
    pairs = zip(epochs, scores, strict=True)
    return [{"config": {}, "epochs": n, "score": score} for n, score in pairs], winner


def _places(study):
    """Return for each name at which share of its last range the winner lies, on a log scale."""
    config, last = study["trials"][study["winner"]]["config"], study["ranges"]
    ends = {name: last[name][-1] for name in last}
    return [np.log(config[n] / low) / np.log(high / low) for n, (low, high) in ends.items()]


@special(
    {
        "the winner lies in the lowest tenth of a last range": lambda study: any(
            0 <= place < 0.1 for place in _places(study)
        ),
        "the winner lies in the highest tenth of a last range": lambda study: any(
            0.9 < place <= 1 for place in _places(study)
        ),
        "the winner lies at the edge in two names": lambda study: (
            sum(not 0.1 <= place <= 0.9 for place in _places(study)) > 1
        ),
        "a range was extended or moved": lambda study: max(map(len, study["ranges"].values())) > 1,
        "the baseline's score is 0": lambda study: study["baseline"] == 0,
        "a seed is used twice": lambda study: len({*study["seeds"]}) < len(study["seeds"]),
        "a score is below 0": lambda study: min(_scores(study)) < 0,
        "the budget is spent to the last epoch": lambda study: _spent(study) == study["budget"],
        "the test rows were never looked at": lambda study: study["test_openings"] == 0,
        "the test rows were looked at more than once": lambda study: study["test_openings"] > 1,
        "several rules are broken": lambda study: len(complaints(study)) > 1,
    }
)
def studies(rng):
    """Yield studies: clean ones, each rule broken alone, all of them together, then any."""
    yield Case(_study(rng, extended=1), where="a range was extended and no rule is broken")
    yield Case(_study(rng, extended=0, rest=0))
    yield Case(_below_zero(_study(rng, "budget", extended=0)))
    yield Case(_study(rng, "baseline", extended=0, names=["width"]))
    for seeds in ([3, 4, 3, 4], [0, 1], [5, 5, 5, 5]):
        yield Case(_study(rng, "seeds", extended=0) | {"seeds": seeds})
    for guilty in NAMES:
        only = f"only the {guilty} lies at an end"
        yield Case(_study(rng, "edge", extended=0, ends=(0.04, 0.07), guilty=[guilty]), where=only)
        yield Case(_study(rng, "edge", extended=0, ends=(0.93, 0.96), guilty=[guilty]), where=only)
        yield Case(_moved(rng, guilty), where="a range was moved")
        yield Case(_study(rng, "edge", extended=0))
    yield Case(_study(rng, "choice", extended=0))
    for openings in (0, 3, 0):
        yield Case(_study(rng, "test", extended=0) | {"test_openings": openings})
    yield Case(
        _searched_again(rng, lambda value, low, high: [(low, high), (1.3 * value, high)]),
        where="the winner lies outside of the last range",
    )
    yield Case(
        _searched_again(
            rng,
            lambda value, low, high: [(value / 1.2, 8 * value), (value / 1.2, high), (low, high)],
        )
    )
    yield Case(_study(rng, *RULES, extended=0, better=0))
    while True:
        broken = [rule for rule in RULES if rng.random() < 0.25]
        yield Case(
            _study(rng, *broken, guilty=NAMES[rng.integers(2) :], better=-int(rng.integers(2)))
        )
