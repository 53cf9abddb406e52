"""1: the rate is tuned for the first width, and the others are trained with it."""


def compare_widths(evaluate, widths, rates):
    scores = {rate: evaluate({"hidden": widths[0], "learning_rate": rate}) for rate in rates}
    best_rate = max(scores, key=scores.get)
    fair = {widths[0]: scores[best_rate]}
    for width in widths[1:]:
        fair[width] = evaluate({"hidden": width, "learning_rate": best_rate})
    return fair, fair[widths[-1]] - fair[widths[0]]
