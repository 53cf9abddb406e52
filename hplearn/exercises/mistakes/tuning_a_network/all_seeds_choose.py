"""4: chooses by the mean over all seeds.

You train every config with every seed and let all seeds choose. Then none is left to confirm the
winner: the first seed chooses, the others are for the winner alone.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    table = np.array([[evaluate(config, seed) for seed in seeds] for config in configs])
    winner = configs[int(table.mean(axis=1).argmax())]
    mean, sd = table.mean(axis=1).max(), table.std(axis=1, ddof=1).max()
    own, other = open_test([winner, default])
    test, default_test = own.mean(), other.mean()
    lead = own - other
    found = {"winner": winner, "trainings": table.size, "mean": mean, "sd": sd}
    error = np.sqrt(2 * sd**2 + lead.var(ddof=1) / 400)
    beaten = test - default_test >= 2 * error
    return found | {"test": test, "default_test": default_test, "error": error, "beaten": beaten}


def sign(arguments, outcome):
    n_calls = outcome.calls["tuning_a_network.accuracy_with_seed"].n
    return n_calls >= len(arguments[2]) * len(arguments[4])
