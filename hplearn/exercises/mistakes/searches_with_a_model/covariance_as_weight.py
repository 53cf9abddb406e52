"""2: weighs each trial by its covariance alone.

Two trials side by side tell nearly the same, and you count both in full. The covariances among the
trials are missing.
"""


def posterior_mean(K, k, losses, prior):
    return prior + k @ (losses - prior)
