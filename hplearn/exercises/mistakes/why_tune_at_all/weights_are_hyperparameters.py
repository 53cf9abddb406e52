"""1: takes weights and biases for hyperparameters.

You put weights and biases among what training is given. Ask who sets their values, you or the
training.
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
