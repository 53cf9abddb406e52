"""3: the best config is the one with the lowest validation loss seen on any rung."""

import numpy as np


def halve(evaluate, configs, min_budget, eta):
    best_config, best_loss = None, np.inf
    budget = min_budget
    while True:
        losses = []
        for config in configs:
            loss = evaluate(config, budget)[1]
            losses.append(loss)
            if loss < best_loss:
                best_config, best_loss = config, loss
        if len(configs) == 1:
            return best_config, best_loss
        keep = np.argsort(losses)[: max(1, len(configs) // eta)]
        configs = [configs[i] for i in keep]
        budget *= eta
