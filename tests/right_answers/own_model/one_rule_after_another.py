"""3: one rule after the other, without NumPy."""

from math import log


def complaints(study):
    trials, winner = study["trials"], study["winner"]
    best = trials[winner]
    found = []
    if sum(trial["epochs"] for trial in trials) + study["other_epochs"] > study["budget"]:
        found.append("budget")
    if study["baseline"] is None:
        found.append("baseline")
    if len(set(study["seeds"])) < 3:
        found.append("seeds")
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        place = log(best["config"][name] / low) / log(high / low)
        if not 0.1 <= place <= 0.9:
            found.append("edge")
            break
    if max(trial["score"] for trial in trials) > best["score"]:
        found.append("choice")
    if study["test_openings"] != 1:
        found.append("test")
    return found
