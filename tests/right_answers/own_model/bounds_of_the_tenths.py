"""3: computes where the tenths end, and adds words to a list."""

import numpy as np


def complaints(study):
    epochs = [trial["epochs"] for trial in study["trials"]]
    scores = np.array([trial["score"] for trial in study["trials"]])
    config = study["trials"][study["winner"]]["config"]
    inside = True
    for name in study["ranges"]:
        bounds = np.geomspace(*study["ranges"][name][-1], 11)
        inside &= bool(bounds[1] <= config[name] <= bounds[9])
    words = []
    words += ["budget"] if study["budget"] - sum(epochs) < study["other_epochs"] else []
    words += ["baseline"] * (study["baseline"] is None)
    words += ["seeds"] if len(np.unique(study["seeds"])) <= 2 else []
    words += ["edge"] * (not inside)
    words += ["choice"] * bool(scores[study["winner"]] < scores.max())
    words += ["test"] if abs(study["test_openings"] - 1) else []
    return words
