"""What a learner sees: pictures, plots of records, and panels with controls.

Names load when they are first used, so ``import hplearn.lab`` costs nothing.

Examples
--------
>>> from hplearn.lab import linear
>>> linear(0.0, 1.0, 3).stops
(0.0, 0.5, 1.0)
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "style": ["PALETTE", "figure"],
        "pictures": ["show"],
        "controls": ["choice", "linear", "log", "switch"],
        "films": ["Film", "film"],
        "guesses": ["NumberGuess"],
        "lineage_plots": ["plot_lineage", "plot_rungs"],
        "model_plots": ["plot_gp", "plot_importance"],
        "panels": ["Panel", "panel"],
        "parallel_plots": ["plot_parallel"],
        "plots": [
            "plot_coefficients",
            "plot_contours",
            "plot_cv_curve",
            "plot_losses",
            "plot_path",
        ],
        "predictions": ["predict"],
        "progress_report": ["progress"],
        "quizzes": ["question", "quiz"],
        "search_plots": ["plot_budget", "plot_history", "plot_incumbents"],
        "space_plots": ["plot_loss_map", "plot_slice"],
    },
)
