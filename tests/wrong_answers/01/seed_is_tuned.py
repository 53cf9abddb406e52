"""01.1: tunes the seed."""

heaps = {
    "weight": "P",
    "bias": "P",
    "learning_rate": "H",
    "batch_size": "H",
    "hidden": "H",
    "epochs": "H",
    "activation": "H",
    "slope": "P",
    "penalty": "H",
    "running_mean": "P",
    "found_rate": "H",
    "seed": "H",
    "n_folds": "N",
    "accuracy": "N",
}
