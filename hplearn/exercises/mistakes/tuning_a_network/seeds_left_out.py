"""4: takes the digits alone for the standard error.

Other digits are not all that could have been drawn otherwise: each test score comes from one
training. What does another seed change?
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
    error = (own - other).std(ddof=1) / np.sqrt(400)
    return found | {"error": error, "beaten": test - default_test >= 2 * error}
