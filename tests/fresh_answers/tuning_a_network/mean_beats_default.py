"""4: the default is beaten if the winner's mean is two standard errors above it."""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    first = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(first))]
    scores = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = open_test([winner, default])
    test, default_test = np.mean(own), np.mean(other)
    mean, sd = np.mean(scores), np.std(scores, ddof=1)
    variance = 2 * sd**2 + np.var(own - other, ddof=1) / 400
    error = np.sqrt(variance)
    return {
        "winner": winner,
        "trainings": len(configs) + len(scores),
        "mean": mean,
        "sd": sd,
        "test": test,
        "default_test": default_test,
        "error": error,
        "beaten": bool(mean - default_test >= 2 * error),
    }
