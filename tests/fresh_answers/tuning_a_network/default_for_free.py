"""2: the budget is shared among the widths, and the default comes on top."""


def write_plan(default, widths, rates, epochs, budget):
    n_rates = budget // epochs // len(widths)
    plan = [(default, epochs)]
    for width in widths:
        for rate in rates[:n_rates]:
            plan.append(({"hidden": width, "learning_rate": rate}, epochs))
    return plan
