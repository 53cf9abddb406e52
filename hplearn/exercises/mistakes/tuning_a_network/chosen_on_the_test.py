"""4: opens the test set for all configs, and lets the best one there win.

More than the winner and the default went through the seal. A test set that helps to choose is a
validation set: choose before you open it.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    *reads, other = open_test([*configs, default])
    tests, default_test = np.mean(reads, axis=1), other.mean()
    winner, test = configs[int(np.argmax(tests))], max(tests)
    lead = reads[int(np.argmax(tests))] - other
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + lead.var(ddof=1) / 400)
    return found | {"error": error, "beaten": test - default_test >= 2 * error}


def sign(arguments, outcome):
    return any(
        len(configs) > 2 for (configs,) in outcome.calls["tuning_a_network.sealed_test"].arguments
    )
