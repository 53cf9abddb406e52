"""1: whatever is a number inside counts as a hyperparameter.

Who sets a weight or a bias, you or the training? What training sets is a parameter.
"""

heaps = dict.fromkeys(["slope", "running_mean"], "P")
heaps |= dict.fromkeys(
    [
        "learning_rate",
        "batch_size",
        "hidden",
        "epochs",
        "activation",
        "penalty",
        "found_rate",
        "weight",
        "bias",
    ],
    "H",
)
heaps |= dict.fromkeys(["seed", "n_folds", "accuracy"], "N")


def sign(arguments, outcome):
    return outcome.value["weight"] == outcome.value["bias"] == "H"
