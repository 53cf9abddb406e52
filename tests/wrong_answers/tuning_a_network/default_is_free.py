"""2: fills the budget with whole columns of trials and puts the default in front."""

from itertools import product


def write_plan(default, widths, rates, epochs, budget):
    n_each = min(budget // (epochs * len(widths)), len(rates))
    trials = product(widths, rates[:n_each])
    configs = [default, *({"hidden": hidden, "learning_rate": rate} for hidden, rate in trials)]
    return [(config, epochs) for config in configs]
