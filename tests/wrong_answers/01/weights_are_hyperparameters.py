"""01.1: whatever is a number inside counts as a hyperparameter."""

heaps = {
    "weight": "H",
    "bias": "H",
    "learning_rate": "H",
    "batch_size": "H",
    "hidden": "H",
    "epochs": "H",
    "activation": "H",
    "slope": "P",
    "penalty": "H",
    "running_mean": "P",
    "found_rate": "H",
    "seed": "N",
    "n_folds": "N",
    "accuracy": "N",
}
