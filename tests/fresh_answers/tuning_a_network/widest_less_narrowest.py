"""1: the lead is that of the widest network over the narrowest one."""


def compare_widths(evaluate, widths, rates):
    fair = {}
    for width in widths:
        fair[width] = max(evaluate({"hidden": width, "learning_rate": rate}) for rate in rates)
    return fair, fair[max(widths)] - fair[min(widths)]
