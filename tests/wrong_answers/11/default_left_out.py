"""11.2: leaves the default out, but keeps its price."""


def write_plan(default, widths, rates, epochs, budget):
    n_rates = (budget // epochs - 1) // len(widths)
    plan = []
    for width in widths:
        for rate in rates[:n_rates]:
            plan.append(({"hidden": width, "learning_rate": rate}, epochs))
    return plan
