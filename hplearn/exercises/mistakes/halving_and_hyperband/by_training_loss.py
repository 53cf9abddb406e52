"""3: promotes by the training loss.

Your rungs promote by the training loss, the first of the two.
"""


def halve(evaluate, configs, min_budget, eta):
    budget = min_budget
    while True:
        results = [(*evaluate(config, budget), i) for i, config in enumerate(configs)]
        if len(configs) == 1:
            return configs[0], results[0][1]
        results.sort()
        configs = [configs[i] for _, _, i in results[: max(len(configs) // eta, 1)]]
        budget *= eta
