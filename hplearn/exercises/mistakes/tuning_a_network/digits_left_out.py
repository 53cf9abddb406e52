"""4: takes the seeds alone for the standard error.

A test set of 400 digits is a sample as well: two scores of the same network on two such samples
would differ. How much do the two networks differ from digit to digit?
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
    error = np.sqrt(2) * sd
    return found | {"error": error, "beaten": test - default_test >= 2 * error}
