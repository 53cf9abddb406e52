"""2: one more rate for every width, as long as it can be paid."""


def write_plan(default, widths, rates, epochs, budget):
    n_rates, left = 0, budget - epochs
    while n_rates < len(rates) and left >= epochs * len(widths):
        n_rates, left = n_rates + 1, left - epochs * len(widths)
    plan = [[default, epochs]]
    for width in widths:
        plan += [[{"hidden": width, "learning_rate": rates[i]}, epochs] for i in range(n_rates)]
    return plan
