"""3: forgets what the baseline and the seeds cost.

The baseline and the confirming seeds are paid for, too.
"""

from math import log


def complaints(study):
    scores = [trial["score"] for trial in study["trials"]]
    config = study["trials"][study["winner"]]["config"]
    spent = sum(trial["epochs"] for trial in study["trials"])
    places = []
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        places.append(log(config[name] / low) / log(high / low))
    broken = {
        "budget": spent > study["budget"],
        "baseline": study["baseline"] is None,
        "seeds": len(set(study["seeds"])) < 3,
        "edge": min(places) < 0.1 or max(places) > 0.9,
        "choice": max(scores) > scores[study["winner"]],
        "test": study["test_openings"] != 1,
    }
    return [rule for rule in broken if broken[rule]]


def sign(arguments, outcome):
    # in one case that failed, whatever else is wrong in others
    return not outcome.changed and outcome.value == complaints(*arguments)
