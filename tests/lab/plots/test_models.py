"""A process and the shares of importance are drawn as given."""

from types import SimpleNamespace

import numpy as np

from hplearn.lab import figure
from hplearn.lab.pictures import png_bytes
from hplearn.lab.plots.models import plot_gp, plot_shares

from .drawn import band_at, points, texts

X = np.array([0.0, 1.0, 2.0])
MEAN, SD = np.array([1.0, 0.5, 2.0]), np.array([0.0, 0.25, 1.0])


def test_process_shows_mean_two_deviations_trials_and_where_to_look_next():
    axes = figure(2)[1]
    plot_gp(axes, X, MEAN, SD, ([0, 2], [1.0, 2.5]), acquisition=[0.1, 0.7, 0.7])
    upper, lower = axes
    assert points(upper, "mean") == [(0, 1), (1, 0.5), (2, 2)]
    assert points(upper, "trials") == [(0, 1), (2, 2.5)]
    assert [band_at(upper, x) for x in X] == [(1, 1), (0, 1), (0, 4)]
    assert points(lower, "acquisition") == [(0, 0.1), (1, 0.7), (2, 0.7)]
    assert points(lower, "largest, at 1") == [(1, 0.7)], "of equal ones the first"
    assert all(ax.lines[-1].get_xdata() == [1, 1] for ax in axes)
    assert upper.get_ylabel() == "loss (lower is better)"
    png_bytes(upper.figure)


def test_importance_has_the_largest_on_top_with_its_interval(ax):
    names, share = ("batch_size", "rate", "rest"), [0.2, 0.7, 0.1]
    low, high = [0.1, 0.75, np.nan], [0.4, 0.9, np.nan]
    plot_shares(ax, SimpleNamespace(names=names, share=share, low=low, high=high))
    assert texts(ax) == ["rate", "batch size", "rest"]
    assert [bar.get_width() for bar in ax.patches] == [0.7, 0.2, 0.1]
    assert ax.get_ylim()[0] > ax.get_ylim()[1], "the first is on top"
    ends = [path.vertices.tolist() for path in ax.collections[0].get_paths()]
    assert ends[:2] == [[[0.75, 0], [0.9, 0]], [[0.1, 1], [0.4, 1]]], "even off the share"
    assert ax.get_xlim()[0] == 0
    png_bytes(ax.figure)
