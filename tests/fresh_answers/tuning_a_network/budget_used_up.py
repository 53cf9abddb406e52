"""2: go through the widths and rates until the budget is spent."""


def write_plan(default, widths, rates, epochs, budget):
    plan = [(default, epochs)]
    left = budget - epochs
    for width in widths:
        for rate in rates:
            if left >= epochs:
                plan.append(({"hidden": width, "learning_rate": rate}, epochs))
                left -= epochs
    return plan
