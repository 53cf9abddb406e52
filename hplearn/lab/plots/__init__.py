"""Plots that draw records and compute nothing: each takes the Axes first and returns it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "curves": ["plot_coefficients", "plot_cv_curve", "plot_losses"],
        "lineage": ["plot_lineage", "plot_rungs"],
        "models": ["plot_gp", "plot_shares"],
        "overview": ["plot_importance", "plot_parameters", "plot_search"],
        "parallel": ["plot_parallel"],
        "searches": ["plot_budget", "plot_history", "plot_incumbents"],
        "spaces": ["plot_slice"],
        "surfaces": ["plot_contours", "plot_path"],
    },
)
