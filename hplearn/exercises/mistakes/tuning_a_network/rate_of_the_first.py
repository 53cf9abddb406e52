"""1: tunes the rate for the first width and keeps it.

You tune the rate for the first width and give it to all. The others are judged at a rate that
suits somebody else.
"""


def compare_widths(evaluate, widths, rates):
    first = [evaluate({"hidden": widths[0], "learning_rate": rate}) for rate in rates]
    rate = rates[first.index(max(first))]
    scores = {widths[0]: max(first)}
    for width in widths[1:]:
        scores[width] = evaluate({"hidden": width, "learning_rate": rate})
    return scores, scores[widths[-1]] - scores[widths[0]]
