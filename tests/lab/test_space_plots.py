"""Plots of where a search went show each trial at its place, whatever the space."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from hplearn.lab import figure
from hplearn.lab.pictures import png_bytes
from hplearn.lab.plots.parallel import plot_parallel
from hplearn.lab.plots.scales import SHADES, rank_shades, scale_of
from hplearn.lab.plots.spaces import plot_loss_map, plot_slice
from hplearn.lab.style import fresh_axes, styled
from hplearn.tuning import Choice, Integer, LogUniform, SearchResult, Trial, Uniform, random_search

KERNELS = [
    {"kernel": ["rbf"], "C": LogUniform(0.01, 100), "gamma": LogUniform(1e-4, 1)},
    {"kernel": ["linear"], "C": LogUniform(0.01, 100)},
]


@pytest.fixture
def ax():
    return figure()[1]


def made(configs, losses):
    """Return the result of these trials; an infinite loss is a failure."""
    pairs = enumerate(zip(configs, losses, strict=True))
    return SearchResult(
        tuple(
            Trial(i, config, None, loss, 0.0, None if np.isfinite(loss) else "broke")
            for i, (config, loss) in pairs
        )
    )


def over(name, values, losses):
    return made([{name: value} for value in values], losses)


def labelled(ax, label):
    (line,) = (line for line in ax.lines if line.get_label() == label)
    return line.get_xydata().tolist()


def ticks(ax, side="x"):
    axis = getattr(ax, f"{side}axis")
    words = [text.get_text() for text in axis.get_ticklabels()]
    return dict(zip(axis.get_ticklocs().tolist(), words, strict=True))


def test_slice_shows_losses_in_the_order_of_trying(ax):
    result = over("rate", [0.1, 10.0, 0.001, 1.0], [3.0, np.inf, 1.0, 2.0])
    plot_slice(ax, result, "rate", {"rate": LogUniform(1e-3, 10)})
    (dots,) = ax.collections
    np.testing.assert_array_equal(dots.get_offsets(), [[0.1, 3], [0.001, 1], [1, 2]])
    np.testing.assert_array_equal(dots.get_facecolors(), SHADES([0.0, 2 / 3, 1.0]))
    assert labelled(ax, "best") == [[0.001, 1]]
    assert labelled(ax, "failed") == [[10, 1]]
    assert (ax.get_xscale(), ax.get_xlabel(), ax.get_ylabel()) == (
        "log", "rate", "loss (lower is better)",
    )  # fmt: skip
    assert np.diff(dots.get_facecolors().sum(axis=1)).max() < 0, "later is darker"


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [(Uniform(1, 10), "linear"), (LogUniform(1, 10), "log"), (Integer(1, 10), "linear"),
     (Integer(1, 10, log=True), "log"), (None, "linear")],
)  # fmt: skip
def test_the_axis_follows_the_dimension(ax, dimension, expected):
    space = None if dimension is None else {"n_units": dimension}
    plot_slice(ax, over("n_units", [2, 3, 5], [1.0, 2.0, 3.0]), "n_units", space)
    assert (ax.get_xscale(), ax.get_xlabel()) == (expected, "n units")
    if expected == "linear":
        assert all(x == int(x) for x in ax.get_xticks()), "whole numbers get whole ticks"
    png_bytes(ax.figure)


def test_a_log_axis_of_few_decades_still_has_numbers(ax):
    plot_slice(ax, over("n", [8, 100], [1.0, 2.0]), "n", {"n": Integer(8, 128, log=True)})
    png_bytes(ax.figure)
    low, high = ax.get_xlim()
    shown = {x: word for x, word in ticks(ax).items() if low <= x <= high}
    assert shown == {10: "10", 20: "20", 50: "50", 100: "100"}
    assert len(ax.xaxis.get_minorticklocs()) == 0


def test_scipys_log_distribution_gets_a_log_axis(ax):
    stats = pytest.importorskip("scipy.stats")
    space = {"rate": stats.loguniform(1e-3, 1), "other": stats.uniform(0, 1)}
    result = made([{"rate": 0.1, "other": 0.1}], [1.0])
    assert scale_of("rate", result, space).log
    assert not scale_of("other", result, space).log


def test_options_stand_side_by_side_in_the_order_of_the_space(ax):
    result = over("optimizer", ["adam", "sgd", None, "adam"], [1.0, 2.0, 3.0, 4.0])
    plot_slice(ax, result, "optimizer", {"optimizer": ["sgd", "rmsprop", "adam", None]})
    assert ax.collections[0].get_offsets().tolist() == [[2, 1], [0, 2], [3, 3], [2, 4]]
    assert ticks(ax) == {0: "sgd", 1: "rmsprop", 2: "adam", 3: "None"}


def test_many_options_get_few_ticks_and_branches_share_one_axis(ax):
    alphas = np.logspace(-4, 4, 100).tolist()
    plot_slice(ax, over("alpha", alphas, range(100)), "alpha", {"alpha": alphas})
    np.testing.assert_array_equal(ax.collections[0].get_offsets()[:, 0], range(100))
    assert 5 <= len(ticks(ax)) <= 9
    result = made([{"kernel": "linear", "C": 1.0}], [1.0])
    assert scale_of("kernel", result, KERNELS).words == ("rbf", "linear")


def test_slice_leaves_out_trials_without_the_hyperparameter(ax):
    configs = [{"kernel": "linear", "C": 1.0}, {"kernel": "rbf", "C": 1.0, "gamma": 0.1}]
    plot_slice(ax, made(configs, [1.0, 2.0]), "gamma", KERNELS)
    assert ax.collections[0].get_offsets().tolist() == [[0.1, 2]]
    assert "best" not in [line.get_label() for line in ax.lines]
    with pytest.raises(ValueError, match="no trial has a hyperparameter 'degree'"):
        plot_slice(ax, made(configs, [1.0, 2.0]), "degree", KERNELS)


def plane(n=60, seed=0):
    """Return a search whose loss is a plane over (log10 of rate, depth): straight layers."""
    space = {"rate": LogUniform(1e-4, 1), "depth": Uniform(0, 10)}
    result = random_search(
        lambda config, budget: np.log10(config["rate"]) + config["depth"], space, n, rng=seed
    )
    return result, space


def test_loss_map_is_straight_between_trials_as_the_axes_show_them(ax):
    result, space = plane()
    plot_loss_map(ax, result, "rate", "depth", space)
    layers = ax.collections[-1]
    assert ax.get_xscale() == "log"
    to_data = layers.get_transform() - ax.transData
    for low, high, path in zip(layers.levels, layers.levels[1:], layers.get_paths(), strict=False):
        rate, depth = to_data.transform(path.vertices[path.codes != 79]).T  # 79 closes a path
        loss = np.log10(rate) + depth
        assert low - 1e-9 <= loss.min() < loss.max() <= high + 1e-9, "a layer keeps to its levels"
    assert np.diff(layers.get_facecolors()[:, :3].sum(axis=1)).min() > 0, "low losses are dark"
    low, high = ax.get_xlim()
    assert 0 < low < min(trial.config["rate"] for trial in result.trials)
    np.testing.assert_allclose(np.quantile(result.losses, np.linspace(0, 1, 9)), layers.levels)


def test_loss_map_keeps_each_trial_and_marks_failures_and_the_best_where_they_stood(ax):
    configs = [{"x": x, "y": y} for x, y in [(0, 0), (1, 0), (0, 2), (1, 2), (3, 1), (1, 2)]]
    losses = [4.0, 3.0, 2.0, 9.0, np.inf, 1.0]
    plot_loss_map(ax, made(configs, losses), "x", "y")
    dots, layers = ax.collections
    assert dots.get_offsets().tolist() == [[1, 2], [0, 0], [1, 0], [0, 2], [1, 2]]
    assert labelled(ax, "failed") == [[3, 1]]
    assert labelled(ax, "best: loss 1") == [[1, 2]]
    assert layers.levels.max() == 4, "of two trials in one place the lower loss counts: 9 is gone"


@pytest.mark.parametrize(
    ("x", "y", "losses"),
    [
        ([1, 2, 3], [1, 2, 2], [1.0, 2.0, 3.0]),  # three places
        ([1, 2, 3, 4], [1, 2, 3, 4], [1.0, 2.0, 3.0, 4.0]),  # on one line
        ([5, 5, 5, 5], [1, 2, 3, 4], [1.0, 2.0, 3.0, 4.0]),
        ([1, 1, 2, 2], [1, 2, 1, 2], [1.0, 1.0, 1.0, 1.0]),  # nothing differs
        (["a", "b", "a", "b"], [1, 2, 2, 1], [1.0, 2.0, 3.0, 4.0]),  # no between
        ([1], [2], [3.0]),
        ([1], [2], [np.inf]),
    ],
)
def test_without_a_between_only_trials_are_drawn(ax, x, y, losses):
    configs = [{"x": a, "y": b} for a, b in zip(x, y, strict=True)]
    plot_loss_map(ax, made(configs, losses), "x", "y")
    (dots,) = ax.collections
    assert len(dots.get_offsets()) == np.isfinite(losses).sum()
    png_bytes(ax.figure)


def test_parallel_lines_run_through_the_unit_cube_with_real_values_at_ticks(ax):
    space = {"rate": LogUniform(1e-4, 1), "units": Integer(1, 4), "kind": Choice(["a", "b"])}
    configs = [
        {"rate": 0.01, "units": 1, "kind": "b"},
        {"rate": 1.0, "units": 4, "kind": "a"},
        {"rate": 1e-4, "units": 2, "kind": "a"},
    ]
    plot_parallel(ax, made(configs, [1.0, 5.0, np.inf]), space)
    failed, worst, low = ax.lines[:3]
    np.testing.assert_allclose(failed.get_ydata(), [0, 0.375, 0.25])
    np.testing.assert_allclose(worst.get_ydata(), [1, 0.875, 0.25])
    np.testing.assert_allclose(low.get_ydata(), [0.5, 0.125, 0.75])
    assert to_rgba(worst.get_color()) == SHADES(0.0)
    assert labelled(ax, "best: loss 1") == low.get_xydata().tolist()
    assert ticks(ax) == {0: "rate", 1: "units", 2: "kind"}
    words = {
        (int(text.get_position()[0]), text.get_text()): text.get_position()[1] for text in ax.texts
    }
    assert words == pytest.approx(
        {(0, "0.0001"): 0, (0, "0.01"): 0.5, (0, "1"): 1, (1, "1"): 0.125, (1, "3"): 0.625,
         (1, "4"): 0.875, (2, "a"): 0.25, (2, "b"): 0.75}
    )  # fmt: skip


def test_parallel_leaves_gaps_where_a_branch_lacks_a_hyperparameter(ax):
    configs = [{"kernel": "rbf", "C": 1.0, "gamma": 0.01}, {"kernel": "linear", "C": 100.0}]
    plot_parallel(ax, made(configs, [2.0, 1.0]), KERNELS)
    rbf, linear = ax.lines[:2]
    np.testing.assert_allclose(rbf.get_ydata(), [0.25, 0.5, 0.5, np.nan])
    np.testing.assert_allclose(linear.get_ydata(), [0.75, np.nan, np.nan, 1])
    assert list(ticks(ax).values()) == ["branch", "C\n(rbf)", "gamma\n(rbf)", "C\n(linear)"]
    assert [text.get_text() for text in ax.texts[:2]] == ["rbf", "linear"]


@pytest.mark.parametrize("losses", [[1.0], [1.0, 1.0], [np.inf]])
def test_parallel_draws_one_trial_ties_and_failures(ax, losses):
    plot_parallel(ax, over("x", [0.5] * len(losses), losses), {"x": Uniform(0, 1)})
    png_bytes(ax.figure)


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax, result, space: plot_slice(ax, result, "rate", space),
        lambda ax, result, space: plot_loss_map(ax, result, "rate", "depth", space),
        plot_parallel,
    ],
)
def test_nothing_is_left_beside_the_axes(ax, draw):
    """As in a panel, which draws on new axes in the same figure again and again."""
    fig = ax.figure
    ax.autoscale_view()
    empty = png_bytes(fig)
    draw(ax, *plane(20))
    with styled():
        fresh_axes(fig).autoscale_view()
    assert png_bytes(fig) == empty


def test_equal_losses_share_a_shade_and_the_lowest_is_darkest():
    shades = rank_shades([3.0, 1.0, 3.0, 1e9])
    np.testing.assert_array_equal(shades, SHADES([0.5, 1.0, 0.5, 0.0]))
    np.testing.assert_array_equal(rank_shades([2.0, 2.0]), SHADES([1.0, 1.0]))
    assert rank_shades([]).shape == (0, 4)
