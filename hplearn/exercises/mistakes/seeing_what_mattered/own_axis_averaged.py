"""1: averages over the hyperparameter itself.

The axis that you name to NumPy is the one that disappears, so you have averaged the
hyperparameter away and kept the others.
"""


def main_effects(errors):
    mean = errors.mean(axis=-1)
    return [mean.mean(axis=axis).var() / mean.var() for axis in range(mean.ndim)]
