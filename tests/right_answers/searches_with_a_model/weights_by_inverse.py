"""2: one weight for each trial and candidate, by the inverse."""

import numpy as np


def posterior_mean(K, k, losses, prior):
    weights = np.asarray(k) @ np.linalg.inv(np.asarray(K))
    means = []
    for row in weights:
        means.append(prior + sum(w * (loss - prior) for w, loss in zip(row, losses, strict=True)))
    return means
