"""3: names the edge once for each name.

With you "edge" stands there twice where the winner lies at an edge in two names. Each broken rule
is named once, however often it is broken.
"""

from math import log


def complaints(study):
    scores = [trial["score"] for trial in study["trials"]]
    config = study["trials"][study["winner"]]["config"]
    spent = sum(trial["epochs"] for trial in study["trials"]) + study["other_epochs"]
    at_edge = []
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        at_edge.append(not 0.1 <= log(config[name] / low) / log(high / low) <= 0.9)
    broken = {
        "budget": spent > study["budget"],
        "baseline": study["baseline"] is None,
        "seeds": len({*study["seeds"]}) < 3,
        "edge": sum(at_edge),
        "choice": max(scores) > scores[study["winner"]],
        "test": study["test_openings"] != 1,
    }
    return [rule for rule, times in broken.items() for _ in range(times)]
