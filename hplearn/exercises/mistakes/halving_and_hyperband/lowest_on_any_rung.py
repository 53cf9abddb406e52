"""3: returns the lowest loss of all rungs.

You return the config that had the lowest validation loss on any rung. Losses of different budgets
do not compare: which network is left at the end, and what is its loss there?
"""


def halve(evaluate, configs, min_budget, eta):
    standing, budget, seen = list(configs), min_budget, []
    while True:
        losses = [(evaluate(config, budget)[1], i) for i, config in enumerate(standing)]
        seen += [(loss, standing[i]) for loss, i in losses]
        if len(standing) == 1:
            loss, config = min(seen, key=lambda pair: pair[0])
            return config, loss
        standing = [standing[i] for _, i in sorted(losses)[: max(len(standing) // eta, 1)]]
        budget *= eta
