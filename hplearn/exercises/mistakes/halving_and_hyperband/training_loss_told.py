"""3: returns the training loss.

The loss that you return is the training loss, the first of the two. How well the config does on new
rows is the second.
"""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    while True:
        losses = np.array([evaluate(config, budget) for config in configs])
        if len(configs) == 1:
            return configs[0], losses[0, 0]
        best_first = losses[:, 1].argsort()
        configs = [configs[i] for i in best_first[: max(len(configs) // eta, 1)]]
        budget *= eta


def sign(arguments, outcome):
    evaluate, configs, budget, eta = arguments
    while (n := len(configs)) > 1:
        budget, configs = budget * eta, configs[: max(n // eta, 1)]
    return outcome.value[1] == evaluate(outcome.value[0], budget)[0]
