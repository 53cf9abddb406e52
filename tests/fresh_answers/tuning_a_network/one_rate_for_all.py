"""1: fair is the same rate for all widths, the one that is best on average."""

import numpy as np


def compare_widths(evaluate, widths, rates):
    scores = np.array(
        [[evaluate({"hidden": w, "learning_rate": r}) for r in rates] for w in widths]
    )
    best_rate = int(np.argmax(scores.mean(axis=0)))
    fair = {width: scores[i, best_rate] for i, width in enumerate(widths)}
    return fair, fair[widths[-1]] - fair[widths[0]]
