"""01.1: whatever a person types is a hyperparameter."""

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
    "seed": "N",
    "n_folds": "H",
    "accuracy": "N",
}
