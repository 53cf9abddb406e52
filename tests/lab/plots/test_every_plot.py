"""What holds for every plot: a panel takes it, extremes are drawn, and mistakes are named."""

import numpy as np
import pytest

from hplearn.lab import figure, panel, plots, switch
from hplearn.lab.pictures import png_bytes
from hplearn.optim.surfaces import branin, hartmann6
from hplearn.tuning import Uniform, random_search

from .drawn import FAILED, HALVING, with_losses

SPACE = {"x": Uniform(0, 1), "y": Uniform(0, 1)}
RANDOM = random_search(lambda config, budget: config["x"] + config["y"], SPACE, 20, rng=0)
LATE = with_losses((FAILED,), (1.0,))
X = np.array([0.0, 1.0])


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: plots.plot_history(ax, HALVING),
        lambda ax: plots.plot_incumbents(ax, {"halving": [HALVING, HALVING]}),
        lambda ax: plots.plot_budget(ax, HALVING),
        lambda ax: plots.plot_rungs(ax, HALVING),
        lambda ax: plots.plot_lineage(ax, HALVING, "x"),
        lambda ax: plots.plot_slice(ax, RANDOM, "x", SPACE),
        lambda ax: plots.plot_loss_map(ax, RANDOM, "x", "y", SPACE),
        lambda ax: plots.plot_parallel(ax, RANDOM, SPACE),
        lambda ax: plots.plot_contours(ax, branin()),
        lambda ax: plots.plot_gp(ax, X, X, X, (X, X)),
    ],
)
def test_in_a_panel_it_adds_nothing_beside_the_axes_and_leaves_no_trace(draw):
    def sometimes(ax, on):
        if on:
            draw(ax)

    made = panel(sometimes, on=switch())
    empty, drawn = made.render(), made.render(on=True)
    assert drawn[0] != empty[0]
    assert made.render() == empty


@pytest.mark.parametrize("losses", [[1.0], [1.0, 1.0], [FAILED]])
@pytest.mark.parametrize(
    "draw",
    [
        plots.plot_history,
        plots.plot_rungs,
        lambda ax, result: plots.plot_lineage(ax, result, "x"),
        lambda ax, result: plots.plot_slice(ax, result, "x"),
        lambda ax, result: plots.plot_parallel(ax, result, {"x": Uniform(0, 1)}),
    ],
)
def test_one_trial_ties_and_failures_alone_are_drawn(ax, draw, losses):
    draw(ax, with_losses(*((loss, 3) for loss in losses)))
    png_bytes(ax.figure)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda ax: plots.plot_history(ax, HALVING, x="epochs"), "x must be 'trials' or 'spent'"),
        (lambda ax: plots.plot_incumbents(ax, {"a": [HALVING]}, x="epochs"), "got 'epochs'"),
        (lambda ax: plots.plot_incumbents(ax, {"tpe": []}), "got none of 'tpe'"),
        (
            lambda ax: plots.plot_incumbents(ax, {"tpe": [with_losses((1.0,)), LATE]}),
            "'tpe' one run ends at 1, before another",
        ),
        (
            lambda ax: plots.plot_budget(ax, HALVING, unit="epochs"),
            "unit must be 'budget', 'fits' or 'seconds', got 'epochs'",
        ),
        (lambda ax: plots.plot_rungs(ax, LATE), "needs trials with a budget"),
        (lambda ax: plots.plot_lineage(ax, LATE, "x"), "needs trials with a budget"),
        (lambda ax: plots.plot_lineage(ax, HALVING, "z"), "no trial has a hyperparameter 'z'"),
        (lambda ax: plots.plot_slice(ax, HALVING, "z"), "no trial has a hyperparameter 'z'"),
        (lambda ax: plots.plot_contours(ax, hartmann6()), "a surface of 2 parameters, got 6"),
        (lambda ax: plots.plot_path(ax, np.zeros(4)), "path must have shape"),
        (lambda ax: plots.plot_path(ax, np.zeros((4, 3))), "path must have shape"),
        (lambda ax: plots.plot_path(ax, np.zeros((4, 2, 2))), "path must have shape"),
        (
            lambda ax: plots.plot_gp(ax, X, X, X, ([], []), acquisition=X),
            "axes must be two with an acquisition, else one, got 1",
        ),
        (lambda ax: plots.plot_gp(figure(2)[1], X, X, X, ([], [])), "got 2"),
    ],
)
def test_a_mistake_is_named(ax, draw, message):
    with pytest.raises(ValueError, match=message):
        draw(ax)
