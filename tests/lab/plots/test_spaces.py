"""Plots of where a search went show each trial at its place, whatever the space."""

import numpy as np
import pytest
import scipy.stats
from matplotlib.colors import to_rgba

from hplearn.lab.pictures import png_bytes
from hplearn.lab.plots.parallel import plot_parallel
from hplearn.lab.plots.scales import SHADES
from hplearn.lab.plots.spaces import plot_slice
from hplearn.tuning import Choice, Integer, LogUniform

from .drawn import FAILED, points, searched, texts, ticks

KERNELS = [
    {"kernel": ["rbf"], "C": LogUniform(0.01, 100), "gamma": LogUniform(1e-4, 1)},
    {"kernel": ["linear"], "C": LogUniform(0.01, 100)},
]


def over(name, values, losses):
    return searched(*(({name: value}, loss) for value, loss in zip(values, losses, strict=True)))


def test_slice_shows_losses_in_the_order_of_trying(ax):
    result = over("rate", [0.1, 10.0, 0.001, 1.0], [3.0, FAILED, 1.0, 2.0])
    plot_slice(ax, result, "rate", {"rate": LogUniform(1e-3, 10)})
    (dots,) = ax.collections
    np.testing.assert_array_equal(dots.get_offsets(), [[0.1, 3], [0.001, 1], [1, 2]])
    np.testing.assert_array_equal(dots.get_facecolors(), SHADES([0.0, 2 / 3, 1.0]))
    assert points(ax, "best") == [(0.001, 1)]
    assert points(ax, "failed") == [(10, 1)]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("rate", "loss (lower is better)")
    assert np.diff(dots.get_facecolors().sum(axis=1)).max() < 0, "later is darker"


LINEAR, LOG = [Integer(1, 10), None], [LogUniform(1, 10), scipy.stats.loguniform(1, 10)]


@pytest.mark.parametrize("dimension", [*LINEAR, *LOG], ids=range(4))
def test_the_axis_follows_the_dimension(ax, dimension):
    space, expected = dimension and {"n_units": dimension}, "log" if dimension in LOG else "linear"
    plot_slice(ax, over("n_units", [2, 3, 5], [1.0, 2.0, 3.0]), "n_units", space)
    assert (ax.get_xscale(), ax.get_xlabel()) == (expected, "n units")
    if expected == "linear":
        assert all(x == int(x) for x in ax.get_xticks()), "whole numbers get whole ticks"
    png_bytes(ax.figure)


def test_a_log_axis_of_few_decades_still_has_numbers(ax):
    plot_slice(ax, over("n", [8, 100], [1.0, 2.0]), "n", {"n": Integer(8, 128, log=True)})
    png_bytes(ax.figure)
    low, high = ax.get_xlim()
    shown = {x: word for x, word in ticks(ax.xaxis).items() if low <= x <= high}
    assert shown == {10: "10", 20: "20", 50: "50", 100: "100"}
    assert len(ax.xaxis.get_minorticklocs()) == 0


def test_options_stand_side_by_side_in_the_order_of_the_space(ax):
    result = over("optimizer", ["adam", "sgd", None, "adam"], [1.0, 2.0, 3.0, 4.0])
    plot_slice(ax, result, "optimizer", {"optimizer": ["sgd", "rmsprop", "adam", None]})
    assert ax.collections[0].get_offsets().tolist() == [[2, 1], [0, 2], [3, 3], [2, 4]]
    assert ticks(ax.xaxis) == {0: "sgd", 1: "rmsprop", 2: "adam", 3: "None"}


def test_slice_leaves_out_trials_without_the_hyperparameter(ax):
    rbf = {"kernel": "rbf", "C": 1.0, "gamma": 0.1}
    plot_slice(ax, searched(({"kernel": "linear", "C": 1.0}, 1.0), (rbf, 2.0)), "gamma", KERNELS)
    assert ax.collections[0].get_offsets().tolist() == [[0.1, 2]]
    assert "best" not in [line.get_label() for line in ax.lines]


def test_parallel_lines_run_through_the_unit_cube_with_real_values_at_ticks(ax):
    space = {"rate": LogUniform(1e-4, 1), "units": Integer(1, 4), "kind": Choice(["a", "b"])}
    result = searched(
        ({"rate": 0.01, "units": 1, "kind": "b"}, 1.0),
        ({"rate": 1.0, "units": 4, "kind": "a"}, 5.0),
        ({"rate": 1e-4, "units": 2, "kind": "a"}, FAILED),
    )
    plot_parallel(ax, result, space)
    failed, worst, low = ax.lines[:3]
    heights = [[0, 0.375, 0.25], [1, 0.875, 0.25], [0.5, 0.125, 0.75]]
    np.testing.assert_allclose([line.get_ydata() for line in (failed, worst, low)], heights)
    assert to_rgba(worst.get_color()) == SHADES(0.0)
    assert points(ax, "best: loss 1") == list(enumerate(heights[2]))
    assert ticks(ax.xaxis) == {0: "rate", 1: "units", 2: "kind"}
    words = [(*text.get_position(), text.get_text()) for text in ax.texts]
    axes = [[word for x, _, word in words if round(x) == at] for at in range(3)]
    assert axes == [["0.0001", "0.01", "1"], ["1", "3", "4"], ["a", "b"]]
    np.testing.assert_allclose(
        [y for _, y, _ in words], [0, 0.5, 1, 0.125, 0.625, 0.875, 0.25, 0.75]
    )


def test_parallel_leaves_gaps_where_a_branch_lacks_a_hyperparameter(ax):
    rbf, linear = {"kernel": "rbf", "C": 1.0, "gamma": 0.01}, {"kernel": "linear", "C": 100.0}
    plot_parallel(ax, searched((rbf, 2.0), (linear, 1.0)), KERNELS)
    drawn = [line.get_ydata() for line in ax.lines[:2]]
    np.testing.assert_allclose(drawn, [[0.25, 0.5, 0.5, np.nan], [0.75, np.nan, np.nan, 1]])
    names = ["branch", "C\n(rbf)", "gamma\n(rbf)", "C\n(linear)"]
    assert list(ticks(ax.xaxis).values()) == names
    assert texts(ax)[:2] == ["rbf", "linear"]
