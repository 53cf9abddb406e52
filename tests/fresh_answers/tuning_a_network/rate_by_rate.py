"""2: the most promising rate is tried at all widths first, then the next one."""


def write_plan(default, widths, rates, epochs, budget):
    n_rates = (budget // epochs - 1) // len(widths)
    plan = [(default, epochs)]
    for rate in rates[:n_rates]:
        for width in widths:
            plan.append(({"hidden": width, "learning_rate": rate}, epochs))
    return plan
