"""3: "not baseline" tells that there is none."""

import numpy as np


def complaints(study):
    trials = study["trials"]
    winner = trials[study["winner"]]
    found = []
    if study["other_epochs"] + sum(t["epochs"] for t in trials) > study["budget"]:
        found.append("budget")
    if not study["baseline"]:
        found.append("baseline")
    if len(set(study["seeds"])) < 3:
        found.append("seeds")
    places = []
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        places.append(np.log(winner["config"][name] / low) / np.log(high / low))
    if any(place < 0.1 or place > 0.9 for place in places):
        found.append("edge")
    if any(t["score"] > winner["score"] for t in trials):
        found.append("choice")
    if study["test_openings"] != 1:
        found.append("test")
    return found
