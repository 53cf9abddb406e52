"""3: when one is left the winner is known, so nothing more has to be trained."""


def halve(evaluate, configs, min_budget, eta):
    left, budget = list(configs), min_budget
    losses = [evaluate(config, budget)[1] for config in left]
    while True:
        order = sorted(range(len(left)), key=lambda i: losses[i])
        n = max(1, len(left) // eta)
        left, losses = [left[i] for i in order[:n]], [losses[i] for i in order[:n]]
        if n == 1:
            return left[0], losses[0]
        budget *= eta
        losses = [evaluate(config, budget)[1] for config in left]
