"""3: takes 0.0 for nothing.

A baseline may score 0.0, as R² does for the mean. That is not None.
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
        "baseline": not study["baseline"],
        "seeds": len(set(study["seeds"])) < 3,
        "edge": min(places) < 0.1 or max(places) > 0.9,
        "choice": max(scores) > scores[study["winner"]],
        "test": study["test_openings"] != 1,
    }
    return [rule for rule in broken if broken[rule]]
