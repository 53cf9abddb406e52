"""1: whatever I set by hand before I start is a hyperparameter, so seed and number of folds are too."""

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
    "n_folds": "H",
    "accuracy": "N",
}
