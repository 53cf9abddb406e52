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
    return found | {"beaten": test - default_test >= 2 * sd}


def sign(arguments, outcome):
    return np.isclose(outcome.value["mean"], report(*arguments)["mean"])
