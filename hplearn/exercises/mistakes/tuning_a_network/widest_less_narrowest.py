"""1: takes the widest and the narrowest for the last and the first.

The lead is that of the last width of the list over the first one, in whatever order they come.
"""


def compare_widths(evaluate, widths, rates):
    fair = {
        width: max(evaluate({"hidden": width, "learning_rate": rate}) for rate in rates)
        for width in widths
    }
    return fair, fair[max(widths)] - fair[min(widths)]
