"""3: squares the distance, and not the width.

Your distance is squared before it is divided by `width`. Which of the two does the question do
first?
"""

import numpy as np


def tpe_choice(good, rest, candidates, width):
    def dense(trials):
        apart = np.subtract.outer(candidates, trials)
        return np.exp(-(apart**2) / width / 2).sum(axis=1) / len(trials)

    return candidates[np.argmax(dense(good) / dense(rest))]
