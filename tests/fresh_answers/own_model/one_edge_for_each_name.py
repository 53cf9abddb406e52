"""3: every name whose winner lies at the edge is a complaint."""

import numpy as np


def complaints(study):
    words = []
    trials = study["trials"]
    winner = trials[study["winner"]]
    spent = study["other_epochs"] + sum(trial["epochs"] for trial in trials)
    if spent > study["budget"]:
        words.append("budget")
    if study["baseline"] is None:
        words.append("baseline")
    if len(set(study["seeds"])) < 3:
        words.append("seeds")
    for name in study["ranges"]:
        low, high = np.log10(study["ranges"][name][-1])
        value = np.log10(winner["config"][name])
        if not 0.1 < (value - low) / (high - low) < 0.9:
            words.append("edge")
    if winner["score"] < max(trial["score"] for trial in trials):
        words.append("choice")
    if study["test_openings"] != 1:
        words.append("test")
    return words
