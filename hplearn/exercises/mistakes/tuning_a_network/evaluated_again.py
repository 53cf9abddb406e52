"""1: finds the best rate, and trains once more with it.

Some pair of width and rate is trained more than once. Keep its score.
"""


def compare_widths(evaluate, widths, rates):
    scores = {}
    for width in widths:
        best = max(rates, key=lambda rate: evaluate({"hidden": width, "learning_rate": rate}))
        scores[width] = evaluate({"hidden": width, "learning_rate": best})
    return scores, scores[widths[-1]] - scores[widths[0]]


def sign(arguments, outcome):
    calls = outcome.calls["tuning_a_network.accuracy_of_a_network"].arguments
    return len(set(map(str, calls))) < len(calls)
