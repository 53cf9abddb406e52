"""3: takes losses for scores.

Your rungs keep the highest losses. Lower is better.
"""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    while True:
        losses = np.array([evaluate(config, budget)[1] for config in configs])
        if len(configs) == 1:
            return configs[0], losses[0]
        order = losses.argsort()[::-1]
        configs = [configs[i] for i in order[: max(len(configs) // eta, 1)]]
        budget *= eta
