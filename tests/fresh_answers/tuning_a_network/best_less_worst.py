"""1: the lead is how far the best width is ahead of the worst."""


def compare_widths(evaluate, widths, rates):
    fair = {
        width: max(evaluate({"hidden": width, "learning_rate": rate}) for rate in rates)
        for width in widths
    }
    return fair, max(fair.values()) - min(fair.values())
