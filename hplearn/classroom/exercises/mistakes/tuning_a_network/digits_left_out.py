"""4: two standard deviations of the seeds are enough.

A test set of 400 digits is a sample as well: two scores of the same network on two such samples
would differ. How large is the variance of a share?
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    test, default_test = open_test([winner, default])
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    return found | {"beaten": test - default_test >= 2 * sd}
