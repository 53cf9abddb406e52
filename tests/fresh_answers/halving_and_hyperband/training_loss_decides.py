"""3: the first number that evaluate returns is the loss, and those with the lowest go on."""


def halve(evaluate, configs, min_budget, eta):
    left, budget = list(configs), min_budget
    while True:
        results = [evaluate(config, budget) for config in left]
        if len(left) == 1:
            return left[0], results[0][1]
        order = sorted(range(len(left)), key=lambda i: results[i][0])
        left = [left[i] for i in order[: max(1, len(left) // eta)]]
        budget *= eta
