"""3: sorts by what comes first of the two losses."""


def halve(evaluate, configs, min_budget, eta):
    left, budget = list(configs), min_budget
    while len(left) > 1:
        pairs = [evaluate(config, budget) for config in left]
        places = sorted(range(len(left)), key=pairs.__getitem__)
        left = [left[place] for place in places[: max(1, len(left) // eta)]]
        budget *= eta
    return left[0], evaluate(left[0], budget)[1]
