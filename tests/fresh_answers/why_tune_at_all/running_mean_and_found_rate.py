"""1: what a layer keeps on the side is no parameter, and a rate that a program found is set by training."""

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
    "running_mean": "N",
    "found_rate": "P",
    "seed": "N",
    "n_folds": "N",
    "accuracy": "N",
}
