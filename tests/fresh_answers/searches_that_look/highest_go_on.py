"""3: sort by the validation loss, the best at the end, and keep the end."""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    configs = list(configs)
    while len(configs) > 1:
        losses = [evaluate(config, budget)[1] for config in configs]
        n_next = max(len(configs) // eta, 1)
        configs = [configs[i] for i in np.argsort(losses)[-n_next:]]
        budget *= eta
    return configs[0], evaluate(configs[0], budget)[1]
