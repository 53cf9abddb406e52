"""3: wants the first of equals.

Another trial with the same score is no reason to complain: the winner may be any one of
the equals.
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
        "seeds": len(set(study["seeds"])) < 3,
        "edge": min(places) < 0.1 or max(places) > 0.9,
        "choice": scores.index(max(scores)) != study["winner"],
        "test": study["test_openings"] != 1,
    }
    return [rule for rule in broken if broken[rule]]
