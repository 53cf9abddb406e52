"""1: tunes the judge's folds.

The number of folds changes how well you measure, and not how good the model is. Ask for each name
whether another value would give better predictions.
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
    heap = outcome.value
    others = heap["weight"] == heap["bias"] == heap["running_mean"] == "P"
    return heap["n_folds"] == "H" and others
