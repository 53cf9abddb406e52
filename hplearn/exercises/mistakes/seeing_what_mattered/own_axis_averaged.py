"""1: averages over the hyperparameter itself.

You have averaged the hyperparameter away and kept the others: the axis that is named to NumPy is
the one that disappears.
"""


def main_effects(errors):
    mean = errors.mean(axis=-1)
    return [mean.mean(axis=axis).var() / mean.var() for axis in range(mean.ndim)]
