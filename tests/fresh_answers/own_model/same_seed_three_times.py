"""3: three seeds are three entries of the list."""

import numpy as np


def complaints(study):
    words = []
    trials = study["trials"]
    winner = trials[study["winner"]]
    if sum(trial["epochs"] for trial in trials) + study["other_epochs"] > study["budget"]:
        words.append("budget")
    if study["baseline"] is None:
        words.append("baseline")
    if len(study["seeds"]) < 3:
        words.append("seeds")
    edge = False
    for name, ranges in study["ranges"].items():
        low, high = ranges[-1]
        place = np.log(winner["config"][name] / low) / np.log(high / low)
        if place < 0.1 or place > 0.9:
            edge = True
    if edge:
        words.append("edge")
    if any(trial["score"] > winner["score"] for trial in trials):
        words.append("choice")
    if study["test_openings"] != 1:
        words.append("test")
    return words
