"""1: what no hand typed is taken for a parameter.

A rate that a program picked is still given to the training, which leaves it alone. Who types it
does not matter.
"""

heaps = dict.fromkeys(["weight", "bias", "slope", "running_mean", "found_rate"], "P")
heaps |= dict.fromkeys(
    ["learning_rate", "batch_size", "hidden", "epochs", "activation", "penalty"], "H"
)
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy"], "N")


def sign(arguments, outcome):
    return outcome.value["found_rate"] == "P"
