"""4: compares the validation mean with the default's test score.

You compare scores on two kinds of rows: the winner's validation digits with the default's test
digits. Which rows chose nothing?
"""

import numpy as np


def report(evaluate, open_test, configs, default, seeds):
    scores = [evaluate(config, seeds[0]) for config in configs]
    winner = configs[int(np.argmax(scores))]
    again = [evaluate(winner, seed) for seed in seeds[1:]]
    own, other = open_test([winner, default])
    test, default_test = own.mean(), other.mean()
    lead = own - other
    sd = np.std(again, ddof=1)
    error = np.sqrt(2 * sd**2 + lead.var(ddof=1) / 400)
    found = {"winner": winner, "trainings": len(configs) + len(again), "mean": np.mean(again)}
    found |= {"sd": sd, "test": test, "default_test": default_test}
    return found | {"error": error, "beaten": np.mean(again) - default_test >= 2 * error}
