"""2: leaves the default out, but keeps its price.

The default is missing: without it nobody knows what tuning was worth.
"""


def write_plan(default, widths, rates, epochs, budget):
    n_rates = (budget // epochs - 1) // len(widths)
    plan = []
    for width in widths:
        for rate in rates[:n_rates]:
            plan.append(({"hidden": width, "learning_rate": rate}, epochs))
    return plan


def sign(arguments, outcome):
    return arguments[0] not in [config for config, _ in outcome.value]
