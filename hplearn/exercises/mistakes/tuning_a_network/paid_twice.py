"""3: asks whether the score is a number, and trains for that.

Some trial is run more than once, and paid for each time. Keep its score.
"""

import numpy as np


def spend(evaluate, plan, budget):
    results, left = {}, budget
    for place, (config, epochs) in enumerate(plan):
        if epochs <= left and np.isfinite(evaluate(config, epochs)):
            results[place] = evaluate(config, epochs)
            left -= epochs
    return results, left


def sign(arguments, outcome):
    calls = outcome.calls["tuning_a_network.accuracy_after"].arguments
    return len(set(map(str, calls))) < len(calls)
