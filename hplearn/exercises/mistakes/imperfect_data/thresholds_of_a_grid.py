"""3: tries the thresholds of a fixed grid.

Your thresholds are those of a fixed grid from 0 to 1. It does not tell two scores apart between
neighbouring thresholds, nor below 0 or above 1. Which thresholds tell all scores apart, wherever
they lie?
"""

import numpy as np


def auc(y_true, score, n_thresholds=101):
    hits, alarms = [0.0], [0.0]
    for threshold in np.linspace(1, 0, n_thresholds):
        named = score >= threshold
        hits.append(named[y_true == 1].mean())
        alarms.append(named[y_true == 0].mean())
    return sum(np.diff(alarms) * np.add(hits[1:], hits[:-1])) / 2


def sign(arguments, outcome):
    of_grids = [auc(*arguments, n) for n in (11, 21, 50, 51, 100, 101, 200, 201, 1000, 1001)]
    apart = np.subtract.outer(*(arguments[1][arguments[0] == label] for label in (1, 0)))
    of_ties = np.where(abs(apart) < 0.001, 0.5, apart > 0).mean()  # close scores taken for equal
    is_telling = outcome.value != 0.5 and not np.isclose(outcome.value, of_ties)
    return is_telling and np.isclose(outcome.value, of_grids).any()
