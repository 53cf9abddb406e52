"""The outer problem: folds, scores and searches over hyperparameters."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cross_validation": ["cross_val_score"],
        "diagnosis": ["boundary_warning", "flatness"],
        "folds": ["KFold", "StratifiedKFold"],
        "grid": ["grid_configs", "grid_search"],
        "search_cv": ["GridSearchCV"],
        "trials": ["SearchResult", "Trial"],
    },
)
