"""3: tells the lowest loss that the winner had on its way.

You return the lowest validation loss that the winner had on any rung. Asked for is its loss on the
last one, with the budget that it has at the end.
"""


def halve(evaluate, configs, min_budget, eta):
    lowest, standing, budget = {}, list(range(len(configs))), min_budget
    while True:
        losses = {i: evaluate(configs[i], budget)[1] for i in standing}
        lowest |= {i: min(loss, lowest.get(i, loss)) for i, loss in losses.items()}
        if len(standing) == 1:
            return configs[standing[0]], lowest[standing[0]]
        standing = sorted(standing, key=losses.get)[: max(len(standing) // eta, 1)]
        budget *= eta
