"""2: goes on until the budget is spent, so the last width gets what is left.

Some width gets more rates than another, so its best score has had more chances. Give each as many.
"""


def write_plan(default, widths, rates, epochs, budget):
    plan = [(default, epochs)]
    left = budget - epochs
    for width in widths:
        for rate in rates:
            if left >= epochs:
                plan.append(({"hidden": width, "learning_rate": rate}, epochs))
                left -= epochs
    return plan


def sign(arguments, outcome):
    tried = [config["hidden"] for config, _ in outcome.value]
    return len({tried.count(width) for width in arguments[1]}) > 1
