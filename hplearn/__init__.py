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

__version__ = "0.3.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "classroom",
        "contained",
        "execution",
        "exercises",
        "grading",
        "lab",
        "model_selection",
        "models",
        "optim",
        "tuning",
    ],
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
        "exercises": ["check", "failing_case", "solution"],
        "model_selection": [
            "BayesSearchCV",
            "GridSearchCV",
            "HalvingSearchCV",
            "HyperbandSearchCV",
            "KFold",
            "RandomizedSearchCV",
            "StratifiedKFold",
            "TPESearchCV",
            "cross_val_score",
            "nested_cross_val_score",
            "one_standard_error",
        ],
        "tuning": [
            "Choice",
            "Continuing",
            "Integer",
            "LogUniform",
            "Ordered",
            "SearchResult",
            "Space",
            "Study",
            "Trial",
            "Uniform",
            "asynchronous_halving",
            "bayes_search",
            "bootstrap_best",
            "forest_importance",
            "grid_search",
            "hyperband",
            "hyperband_brackets",
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
