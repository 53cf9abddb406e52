"""1: takes the activation for something that is not tuned.

The activation is no number, and yet training is given one and leaves it alone. Ask whether another
one could give better predictions.
"""

heaps = dict.fromkeys(["weight", "bias", "slope", "running_mean"], "P")
heaps |= dict.fromkeys(["learning_rate", "batch_size", "hidden", "epochs", "penalty"], "H")
heaps |= dict.fromkeys(["found_rate"], "H")
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy", "activation"], "N")


def sign(arguments, outcome):
    heap = outcome.value
    others = heap["running_mean"] == "P" and heap["seed"] == heap["n_folds"] == "N"
    return heap["activation"] in ("N", "P") and heap["found_rate"] == "H" and others
