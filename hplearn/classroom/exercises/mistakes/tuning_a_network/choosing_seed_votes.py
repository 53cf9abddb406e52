"""4: the seed that chose confirms, too.

The seed that made the choice is among those that confirm it. It was lucky for the winner, or the
winner would not have won.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds]
    test, default_test = open_test([winner, default])
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again) - 1, "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + (test * (1 - test) + default_test * (1 - default_test)) / 400)
    return found | {"beaten": test - default_test >= 2 * error}


def sign(arguments, outcome):
    return np.isclose(outcome.value["mean"], report(*arguments)["mean"], rtol=1e-9)
