"""4: takes a higher score for enough.

Of two scores one is always higher. Is it by more than the seeds and the digits explain?
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
    error = np.sqrt(2 * sd**2 + (own - other).var(ddof=1) / 400)
    return found | {"error": error, "beaten": test > default_test}
