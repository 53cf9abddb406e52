"""1: tunes the seed.

The seed moves the score, and yet no seed is better on digits still to come: picking one is luck,
not tuning.
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
        "seed",
    ],
    "H",
)
heaps |= dict.fromkeys(["n_folds", "accuracy"], "N")


def sign(arguments, outcome):
    heap = outcome.value
    others = heap["weight"] == heap["bias"] == heap["running_mean"] == "P"
    return heap["seed"] == "H" and heap["n_folds"] == "N" and others
