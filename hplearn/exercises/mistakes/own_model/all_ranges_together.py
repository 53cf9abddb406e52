"""3: puts all ranges of a name together.

You measure from the lowest of all ends to the highest. Where the last range was moved, that is
longer than what was searched last.
"""

from math import log


def complaints(study):
    scores = [trial["score"] for trial in study["trials"]]
    config = study["trials"][study["winner"]]["config"]
    spent = sum(trial["epochs"] for trial in study["trials"]) + study["other_epochs"]
    places = []
    for name, ranges in study["ranges"].items():
        low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
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
