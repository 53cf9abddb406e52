"""Learn hyperparameter tuning: small readable algorithms, and the lessons that use them.

Names load when they are first used (SPEC 1), so ``import hplearn`` costs no more than NumPy.

Examples
--------
>>> import hplearn
>>> hplearn.GD(learning_rate=0.1)
GD(learning_rate=0.1)
"""

import lazy_loader
import numpy as np  # noqa: F401  -- the one heavy import that every name needs

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["classroom", "lab", "models", "optim", "tuning"],
    submod_attrs={
        "optim": [
            "GD",
            "SGD",
            "Adam",
            "AdamW",
            "History",
            "Momentum",
            "Nesterov",
            "RMSprop",
            "gradcheck",
            "minimize",
            "minimize_batches",
            "sweep",
        ],
        "models": ["MLPClassifier", "MLPRegressor", "Ridge", "ridge_path"],
        "classroom": ["check"],
        "tuning": [
            "BayesSearchCV",
            "Choice",
            "Continuing",
            "GridSearchCV",
            "HalvingSearchCV",
            "HyperbandSearchCV",
            "Integer",
            "KFold",
            "LogUniform",
            "Ordered",
            "RandomizedSearchCV",
            "SearchResult",
            "Space",
            "StratifiedKFold",
            "TPESearchCV",
            "Trial",
            "Uniform",
            "asynchronous_halving",
            "bayes_search",
            "bootstrap_best",
            "cross_val_score",
            "forest_importance",
            "grid_search",
            "hyperband",
            "hyperband_brackets",
            "nested_cross_val_score",
            "one_standard_error",
            "paired_difference",
            "population_based_training",
            "random_search",
            "read_log",
            "successive_halving",
            "table_importance",
            "tpe_search",
        ],
    },
)
