"""scikit-learn's contract over the same searches: folds, scores, search estimators."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "budgeted": ["HalvingSearchCV", "HyperbandSearchCV"],
        "cross_validation": ["cross_val_score"],
        "estimators": ["BayesSearchCV", "GridSearchCV", "RandomizedSearchCV", "TPESearchCV"],
        "folds": ["KFold", "StratifiedKFold"],
        "nested": ["nested_cross_val_score", "nested_cross_validate"],
        "refit_rules": ["one_standard_error"],
    },
)
