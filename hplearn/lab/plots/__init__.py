"""Plots that draw records and compute nothing: each takes the Axes first and returns it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "curves": ["plot_cv_curve", "plot_losses"],
        "models": ["plot_gp", "plot_shares"],
        "overview": ["plot_importance", "plot_parameters", "plot_search"],
        "parallel": ["plot_parallel"],
        "searches": ["plot_history", "plot_rungs"],
        "spaces": ["plot_slice"],
        "surfaces": ["plot_contours", "plot_path"],
    },
)
