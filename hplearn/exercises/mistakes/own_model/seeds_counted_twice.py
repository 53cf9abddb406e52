"""3: counts a seed as often as it stands there.

A seed that is used twice gives the same network twice. Count each seed once.
"""

from math import log


def complaints(study):
    scores = [trial["score"] for trial in study["trials"]]
    config = study["trials"][study["winner"]]["config"]
    spent = sum(trial["epochs"] for trial in study["trials"]) + study["other_epochs"]
    places = []
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        places.append(log(config[name] / low) / log(high / low))
    broken = {
        "budget": spent > study["budget"],
        "baseline": study["baseline"] is None,
        "seeds": len(study["seeds"]) < 3,
        "edge": min(places) < 0.1 or max(places) > 0.9,
        "choice": max(scores) > scores[study["winner"]],
        "test": study["test_openings"] != 1,
    }
    return [rule for rule in broken if broken[rule]]


def sign(arguments, outcome):
    # in one case that failed, whatever else is wrong in others
    return not outcome.changed and outcome.value == complaints(*arguments)
