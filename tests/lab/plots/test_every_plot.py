"""What holds for every plot: extremes are drawn, and mistakes are named."""

import numpy as np
import pytest

from hplearn.lab import plots
from hplearn.lab.pictures import png_bytes
from hplearn.optim.surfaces import hartmann6
from hplearn.tuning import Uniform

from .drawn import FAILED, HALVING, with_losses


def drawn(ax, name, *records):
    return getattr(plots, f"plot_{name}")(ax, *records)


MORE = {"history": [], "rungs": [], "slice": ["x"]}
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
    ("name", "records", "message"),
    [
        ("rungs", [with_losses((1.0,))], "needs trials with a budget"),
        ("slice", [HALVING, "z"], "no trial has a hyperparameter 'z'"),
        ("contours", [hartmann6()], "needs a surface of 2 parameters, got 6"),
        *(("path", [np.zeros(s)], "path must have shape") for s in (4, (4, 3), (4, 2, 2))),
    ],
)
def test_a_mistake_is_named(ax, name, records, message):
    with pytest.raises(ValueError, match=message):
        drawn(ax, name, *records)
