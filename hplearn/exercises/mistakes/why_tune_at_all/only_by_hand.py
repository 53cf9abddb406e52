"""1: takes a rate that a program found for a parameter.

A program tried twenty rates, and each training was given one of them. Ask whether training itself
changes it, and not who types it.
"""

heaps = dict.fromkeys(["weight", "bias", "slope", "running_mean", "found_rate"], "P")
heaps |= dict.fromkeys(
    ["learning_rate", "batch_size", "hidden", "epochs", "activation", "penalty"], "H"
)
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy"], "N")


def sign(arguments, outcome):
    heap = outcome.value
    others = heap["running_mean"] == "P" and heap["seed"] == "N" and heap["n_folds"] == "N"
    return heap["found_rate"] == "P" and others
