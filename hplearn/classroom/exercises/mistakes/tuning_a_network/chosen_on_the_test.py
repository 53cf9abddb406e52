"""4: all configs go through the seal, and the best one there wins.

More than the winner and the default went through the seal. A test set that helps to choose is a
validation set: choose before you open it.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    *tests, default_test = open_test([*configs, default])
    test = max(tests)
    winner = configs[int(np.argmax(tests))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + (test * (1 - test) + default_test * (1 - default_test)) / 400)
    return found | {"beaten": test - default_test >= 2 * error}


def sign(arguments, outcome):
    return any(
        len(configs) > 2 for (configs,) in outcome.calls["tuning_a_network.sealed_test"].arguments
    )
