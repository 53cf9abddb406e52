"""3: calls itself, evaluates a rung from its last config to its first."""


def halve(evaluate, configs, min_budget, eta):
    results = {i: evaluate(configs[i], budget=min_budget) for i in reversed(range(len(configs)))}
    if len(results) == 1:
        return [configs[0], results[0][1]]
    order = sorted(results, key=lambda i: results[i][1])
    kept = [config for i, config in enumerate(configs) if i in order[: max(len(order) // eta, 1)]]
    return halve(evaluate, kept, min_budget * eta, eta)
