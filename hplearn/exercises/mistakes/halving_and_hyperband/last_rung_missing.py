"""3: stops as soon as one is left, without its last training.

The network that is left alone is not trained at the last budget.
"""


def halve(evaluate, configs, min_budget, eta):
    budget, loss = min_budget, None
    while len(configs) > 1:
        losses = [evaluate(config, budget)[1] for config in configs]
        order = sorted(range(len(configs)), key=lambda i: losses[i])
        loss = min(losses)
        configs = [configs[i] for i in order[: max(len(configs) // eta, 1)]]
        budget *= eta
    return configs[0], loss


def sign(arguments, outcome):
    evaluate, *others = arguments
    calls = []
    halve(lambda *call: calls.append(call) or evaluate(*call), *others)
    made = outcome.calls["halving_and_hyperband.losses_of_a_network"].arguments
    return sorted(map(str, made)) == sorted(map(str, calls)) != []
