"""What holds for every plot: extremes are drawn, and mistakes are named."""

import numpy as np
import pytest

from hplearn.lab import plots
from hplearn.lab.pictures import png_bytes
from hplearn.optim.surfaces import hartmann6
from hplearn.tuning import Uniform

from .drawn import FAILED, HALVING, with_losses

ONE, LATE = with_losses((1.0,)), with_losses((FAILED,), (1.0,))
X = np.array([0.0, 1.0])


def drawn(ax, name, *records, **settings):
    return getattr(plots, f"plot_{name}")(ax, *records, **settings)


MORE = {"history": [], "rungs": [], "lineage": ["x"], "slice": ["x"]}
MORE["parallel"] = [{"x": Uniform(0, 1)}]


@pytest.mark.parametrize("losses", [[1.0, 1.0], [FAILED]])
@pytest.mark.parametrize("name", MORE)
def test_ties_and_failures_alone_are_drawn(ax, name, losses):
    drawn(ax, name, with_losses(*((loss, 3) for loss in losses)), *MORE[name])
    png_bytes(ax.figure)
    assert any(np.isfinite(line.get_xydata()).any() for line in ax.lines), "nothing is to be seen"
    for low, high in (ax.get_xlim(), ax.get_ylim()):
        assert low < high < np.inf


@pytest.mark.parametrize(
    ("name", "records", "settings", "message"),
    [
        ("history", [HALVING], {"x": "epochs"}, "x must be 'trials' or 'spent', got 'epochs'"),
        ("incumbents", [{"a": [ONE]}], {"x": "epochs"}, "'trials' or 'spent', got 'epochs'"),
        ("incumbents", [{"tpe": []}], {}, "got none of 'tpe'"),
        ("incumbents", [{"tpe": [ONE, LATE]}], {}, "'tpe' one run ends at 1, before another"),
        ("rungs", [LATE], {}, "needs trials with a budget"),
        ("lineage", [LATE, "x"], {}, "needs trials with a budget"),
        ("lineage", [HALVING, "z"], {}, "no trial has a hyperparameter 'z'"),
        ("slice", [HALVING, "z"], {}, "no trial has a hyperparameter 'z'"),
        ("contours", [hartmann6()], {}, "needs a surface of 2 parameters, got 6"),
        *(("path", [np.zeros(s)], {}, "path must have shape") for s in (4, (4, 3), (4, 2, 2))),
        ("gp", [X, X, X, (X, X)], {"acquisition": X}, "two with an acquisition, else one, got 1"),
    ],
)
def test_a_mistake_is_named(ax, name, records, settings, message):
    with pytest.raises(ValueError, match=message):
        drawn(ax, name, *records, **settings)
