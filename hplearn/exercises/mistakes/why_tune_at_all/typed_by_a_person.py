"""1: whatever a person types is a hyperparameter.

Not whatever a person types is a hyperparameter: the judge's folds change how well you measure,
not how good the model is.
"""

heaps = dict.fromkeys(["weight", "bias", "slope", "running_mean"], "P")
heaps |= dict.fromkeys(
    [
        "learning_rate",
        "batch_size",
        "hidden",
        "epochs",
        "activation",
        "penalty",
        "found_rate",
        "n_folds",
    ],
    "H",
)
heaps |= dict.fromkeys(["seed", "accuracy"], "N")


def sign(arguments, outcome):
    return outcome.value["n_folds"] == "H"
