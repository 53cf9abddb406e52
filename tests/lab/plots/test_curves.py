"""Plots of walks, losses and validation curves draw what the records say."""

import numpy as np
import pytest

from hplearn import GD, minimize, sweep
from hplearn.lab.pictures import png_bytes
from hplearn.lab.plots import plot_contours, plot_cv_curve, plot_losses, plot_path
from hplearn.optim.surfaces import bowl, branin, himmelblau

from .drawn import band_at, points, texts


def run(*rates, n_steps=60):
    return minimize(bowl((1, 10)), [9.0, 3.0], GD(learning_rate=sweep(*rates)), n_steps=n_steps)


def test_contour_lines_lie_at_their_level_with_axes_in_order(ax):
    surface = branin()  # neither symmetric nor of equal bounds: swapped axes would show
    plot_contours(ax, surface)
    lines = ax.collections[0]
    assert lines.levels.min() > surface.minimum, "a level below the minimum draws no line"
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        np.testing.assert_allclose(surface(path.vertices)[0], level, rtol=0.01, atol=0.2)
    np.testing.assert_allclose([ax.get_xlim(), ax.get_ylim()], surface.bounds)


def test_contours_mark_every_minimum_and_keep_given_bounds_and_levels(ax):
    plot_contours(ax, himmelblau(), bounds=[[-5, 5], [-4, 6]], levels=[10, 20, 30])
    np.testing.assert_allclose(ax.lines[0].get_xydata(), himmelblau().minima)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-5, 5), (-4, 6))
    assert ax.collections[0].levels.tolist() == [10, 20, 30]


def test_path_shows_every_finite_record_its_start_and_its_end(ax):
    path = np.array([[9.0, 3.0], [8.0, 1.0], [7.0, 0.5], [np.nan, np.nan]])
    plot_path(ax, path)
    line, start, end = ax.lines
    np.testing.assert_array_equal(line.get_xydata(), path[:3])
    np.testing.assert_array_equal([*start.get_xydata(), *end.get_xydata()], path[[0, 2]])
    assert start.get_markerfacecolor() == "white"


def test_a_diverged_path_stays_inside_the_limits_of_the_contours(ax):
    plot_contours(ax, bowl((1, 10)))
    before = ax.get_xlim(), ax.get_ylim()
    plot_path(ax, run(0.3).params[:, 0])
    assert (ax.get_xlim(), ax.get_ylim()) == before


def test_losses_are_the_records_on_a_log_scale(ax):
    history = run(0.05, 0.1)
    plot_losses(ax, history, labels=["small", "large"])
    assert ax.get_yscale() == "log"
    np.testing.assert_array_equal([line.get_ydata() for line in ax.lines], history.loss.T)
    assert texts(ax) == ["large", "small"], "from below up"


@pytest.mark.parametrize("rate", [0.3, 30.0])
def test_a_diverged_run_is_marked_where_and_the_axis_is_cut(ax, rate):
    history = run(rate)
    step = int(history.diverged_at[0])
    plot_losses(ax, history, labels=["one"])
    assert texts(ax) == [f"one: diverged at step {step}"]
    ((x, y),) = ax.lines[1].get_xydata()
    assert x == step
    assert y < ax.get_ylim()[1] == 1e4 * history.loss[0, 0]


def test_several_diverged_runs_say_so_in_their_labels(ax):
    history = run(0.05, 0.24, 30.0)
    plot_losses(ax, history, labels=["a", "b", "c"])
    steps = history.diverged_at
    words = ["a", f"b: diverged at step {steps[1]}", f"c: diverged at step {steps[2]}"]
    assert sorted(texts(ax)) == words


def test_a_run_that_overflows_is_drawn_without_a_warning(ax):
    plot_losses(ax, run(1e200, n_steps=5), labels=["huge"])
    assert texts(ax) == ["huge: diverged at step 1"]
    png_bytes(ax.figure)


def test_cv_curve_draws_mean_band_and_the_marked_value(ax):
    values, mean, spread = np.array([0.1, 1, 10]), np.array([2.0, 3, 5]), np.array([0.5, 0.2, 1])
    plot_cv_curve(ax, values, mean, spread, best=0)
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), np.column_stack([values, mean]))
    bands = [band_at(ax, value) for value in values]
    np.testing.assert_allclose(bands, np.column_stack([mean - spread, mean + spread]))
    assert points(ax, "best: alpha = 0.1") == [(0.1, 2)]
    assert ax.get_xscale() == "log"
