"""4: treats the two test scores as independent.

You add the sampling variances of two scores, as if each network had 400 digits of its own. Both
read the same ones, and many a digit is hard for both.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = open_test([winner, default])
    test, default_test = own.mean(), other.mean()
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + (test * (1 - test) + default_test * (1 - default_test)) / 400)
    return found | {"error": error, "beaten": test - default_test >= 2 * error}
