"""3: halving means that the better half goes on."""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    while True:
        losses = [evaluate(config, budget)[1] for config in configs]
        if len(configs) == 1:
            return configs[0], losses[0]
        best = np.argsort(losses)[: len(configs) // 2]
        configs = [configs[i] for i in best]
        budget = budget * eta
