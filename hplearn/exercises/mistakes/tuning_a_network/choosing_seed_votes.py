"""4: lets the seed that chose confirm, too.

The seed that made the choice is among those that confirm it. The winner was chosen by its score
with this seed, so that score is too good on average.
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds]
    own, other = open_test([winner, default])
    test, default_test = own.mean(), other.mean()
    lead = own - other
    sd = np.std(again, ddof=1)
    found = {"winner": winner, "trainings": len(configs) + len(again) - 1, "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    error = np.sqrt(2 * sd**2 + lead.var(ddof=1) / 400)
    return found | {"error": error, "beaten": test - default_test >= 2 * error}


def sign(arguments, outcome):
    return np.isclose(outcome.value["mean"], report(*arguments)["mean"], rtol=1e-9)
