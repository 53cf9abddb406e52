"""11.4: reports the score that won."""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    sd = np.std(again, ddof=1)
    test, default_test = open_test([winner, default])
    return {
        "winner": winner,
        "trainings": len(configs) + len(seeds) - 1,
        "mean": max(scores),
        "sd": sd,
        "test": test,
        "default_test": default_test,
        "beaten": test - default_test >= 2 * sd,
    }
