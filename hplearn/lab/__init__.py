"""What a learner sees: pictures, plots of records, and panels with controls.

Names load when they are first used, so ``import hplearn.lab`` costs nothing.

Examples
--------
>>> from hplearn.lab import linear
>>> linear(0.0, 1.0, 3).stops
(0.0, 0.5, 1.0)
"""

import lazy_loader

from hplearn.lab import plots

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "style": ["PALETTE", "figure", "label_ends"],
        "pictures": ["show"],
        "panels.controls": ["choice", "linear", "log_scale", "switch"],
        "panels.film": ["Film", "film"],
        "panels.panel": ["Panel", "panel"],
        "plots": plots.__all__,
        "touch.draggable": ["Draggable", "draggable"],
        "questions.explanation": ["explain"],
        "questions.prediction": ["predict"],
        "questions.progress_report": ["progress"],
        "questions.quiz": ["quiz"],
    },
)
