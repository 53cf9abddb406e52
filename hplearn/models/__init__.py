"""What is tuned: models as plain functions, and thin scikit-learn estimators over them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "digits_curves": ["LearningCurves", "learning_curves"],
        "mlp": ["MLPClassifier", "MLPRegressor"],
        "network": ["Network"],
        "ridge": ["Ridge", "ridge_folds", "ridge_path"],
        "sweepable": ["Sweepable"],
    },
)
