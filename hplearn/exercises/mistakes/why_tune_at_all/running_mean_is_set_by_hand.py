"""1: the running mean is taken for something that is not learned.

A parameter is what training finds from the data, also where no gradient does it. What updates the
running mean, and when?
"""

heaps = dict.fromkeys(["weight", "bias", "slope"], "P")
heaps |= dict.fromkeys(["learning_rate", "batch_size", "hidden", "epochs", "activation"], "H")
heaps |= dict.fromkeys(["penalty", "found_rate"], "H")
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy", "running_mean"], "N")


def sign(arguments, outcome):
    return outcome.value["running_mean"] != "P"
