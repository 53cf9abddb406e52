"""1: a rate that a program found is set by a machine and so a parameter."""

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
    "found_rate": "P",
    "seed": "N",
    "n_folds": "N",
    "accuracy": "N",
}
