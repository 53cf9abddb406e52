"""2: weights each trial as if there were no others.

You weight each trial by its own variance, as if the trials had nothing to do with each other. Of
two that lie close together, the second says little that is new: use the whole matrix K.
"""


def posterior_mean(K, k, losses, prior):
    means = []
    for row in k:
        parts = [row[i] / K[i, i] * (losses[i] - prior) for i in range(len(losses))]
        means.append(prior + sum(parts))
    return means
