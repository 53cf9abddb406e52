"""1: one setting after another, sorted into groups, plain lists."""

import numpy as np


def main_effects(errors):
    settings = {at: np.mean(errors[at]) for at in np.ndindex(errors.shape[:-1])}
    middle = sum(settings.values()) / len(settings)
    total = sum((error - middle) ** 2 for error in settings.values()) / len(settings)
    shares = []
    for axis, n_values in enumerate(errors.shape[:-1]):
        groups = [[] for _ in range(n_values)]
        for at, error in settings.items():
            groups[at[axis]].append(error)
        squares = [(sum(group) / len(group) - middle) ** 2 for group in groups]
        shares.append(sum(squares) / n_values / total)
    return shares
