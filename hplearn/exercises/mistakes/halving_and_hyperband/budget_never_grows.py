"""3: trains every rung with the first budget.

Every rung of yours has the first budget. Those that go on train for longer.
"""


def halve(evaluate, configs, min_budget, eta):
    left = list(configs)
    while True:
        scored = sorted((evaluate(config, min_budget)[1], i) for i, config in enumerate(left))
        if len(left) == 1:
            return left[0], scored[0][0]
        left = [left[i] for _, i in scored[: max(len(left) // eta, 1)]]
