"""1: everything that one hands to the program by hand is a hyperparameter, seed and folds too."""

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
