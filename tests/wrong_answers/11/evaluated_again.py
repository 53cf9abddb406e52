"""11.1: finds the best rate, and trains once more with it."""


def compare_widths(evaluate, widths, rates):
    scores = {}
    for width in widths:
        best = max(rates, key=lambda rate: evaluate({"hidden": width, "learning_rate": rate}))
        scores[width] = evaluate({"hidden": width, "learning_rate": best})
    return scores, scores[widths[-1]] - scores[widths[0]]
