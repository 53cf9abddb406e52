"""3: a study that breaks a rule is bad, and its first fault is enough."""

import numpy as np


def complaints(study):
    trials = study["trials"]
    winner = trials[study["winner"]]
    if sum(t["epochs"] for t in trials) + study["other_epochs"] > study["budget"]:
        return ["budget"]
    if study["baseline"] is None:
        return ["baseline"]
    if len(set(study["seeds"])) < 3:
        return ["seeds"]
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        place = np.log(winner["config"][name] / low) / np.log(high / low)
        if place < 0.1 or place > 0.9:
            return ["edge"]
    if any(t["score"] > winner["score"] for t in trials):
        return ["choice"]
    if study["test_openings"] != 1:
        return ["test"]
    return []
