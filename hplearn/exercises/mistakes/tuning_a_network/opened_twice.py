"""4: looks once for the winner and once for the default.

The test set is opened more than once. One look is enough for several configs.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    (own,), (other,) = open_test([winner]), open_test([default])
    test, default_test, lead = own.mean(), other.mean(), own - other
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + lead.var(ddof=1) / 400)
    return found | {"error": error, "beaten": test - default_test >= 2 * error}


def sign(arguments, outcome):
    return outcome.calls["tuning_a_network.sealed_test"].n > 1
