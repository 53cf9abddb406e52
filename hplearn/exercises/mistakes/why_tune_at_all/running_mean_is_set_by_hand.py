"""1: takes the running mean for something that training does not set.

A parameter is what training finds from the data, also where no gradient does it. Look at what
updates the running mean, and when.
"""

heaps = dict.fromkeys(["weight", "bias", "slope"], "P")
heaps |= dict.fromkeys(["learning_rate", "batch_size", "hidden", "epochs", "activation"], "H")
heaps |= dict.fromkeys(["penalty", "found_rate"], "H")
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy", "running_mean"], "N")


def sign(arguments, outcome):
    heap = outcome.value
    return heap["running_mean"] in ("H", "N") and heap["weight"] == heap["bias"] == "P"
