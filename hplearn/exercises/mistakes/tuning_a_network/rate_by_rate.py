"""2: goes through the rates outside and the widths inside.

The trials are the right ones in another order: all rates of the first width come first.
"""


def write_plan(default, widths, rates, epochs, budget):
    n_each = (budget // epochs - 1) // len(widths)
    pairs = [(width, rate) for rate in rates[:n_each] for width in widths]
    configs = [{"hidden": width, "learning_rate": rate} for width, rate in pairs]
    return [(config, epochs) for config in [default, *configs]]
