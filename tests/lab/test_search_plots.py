"""Plots of the course of a search draw its records: the test reads the artists, not the pixels."""

import numpy as np
import pytest

from hplearn.lab import figure
from hplearn.lab.pictures import png_bytes
from hplearn.lab.plots.lineage import plot_lineage, plot_rungs
from hplearn.lab.plots.searches import plot_budget, plot_history, plot_incumbents
from hplearn.lab.style import fresh_axes, styled
from hplearn.tuning import LogUniform, SearchResult, Trial, Uniform, hyperband

FAILED = np.inf


@pytest.fixture
def ax():
    return figure()[1]


def made(*rows):
    """Return a result of trials (loss, budget, parent, x), what is left out being None or 1."""
    trials = []
    for number, row in enumerate(rows):
        loss, budget, parent, x = (*row, *(None, None, 1)[len(row) - 1 :])
        error = "broke" if loss == FAILED else None
        trials.append(Trial(number, {"x": x}, budget, loss, 2.0, error, parent))
    return SearchResult(tuple(trials))


def line(ax, label):
    """Return the points of the one line of this label, a list of (x, y)."""
    (found,) = (line for line in ax.lines if line.get_label() == label)
    return [tuple(point) for point in found.get_xydata().tolist()]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


# Successive halving by hand: two of four go on, one fails there; the largest budget has one trial.
HALVING = made((0.5, 1), (0.9, 1), (0.4, 1), (FAILED, 1), (0.45, 3, 0), (FAILED, 3, 2), (0.3, 9, 4))


def test_history_shows_each_trial_each_failure_and_the_incumbent_from_the_first_loss(ax):
    plot_history(ax, made((FAILED,), (3.0,), (1.0,), (FAILED,), (1.0,), (2.0,)))
    assert line(ax, "trial") == [(2, 3), (3, 1), (5, 1), (6, 2)]
    assert line(ax, "incumbent") == [(2, 3), (3, 1), (4, 1), (5, 1), (6, 1)]
    assert line(ax, "failed") == [(1, 1), (4, 1)], "y is a share of the height: 1 is the top edge"
    cross = ax.lines[-1]
    assert cross.get_transform() == ax.get_xaxis_transform()
    assert ax.lines[1].get_drawstyle() == "steps-post", "a loss holds from the trial that found it"
    assert legend(ax) == ["trial", "incumbent", "failed"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("trials", "loss (lower is better)")
    assert ax.get_ylim()[1] < 4, "failures do not stretch the axis"
    png_bytes(ax.figure)


def test_history_over_budget_hollows_trials_below_the_largest_and_lets_the_incumbent_rise(ax):
    plot_history(ax, HALVING, x="spent")
    spent = [1, 2, 3, 4, 7, 10, 19]
    assert line(ax, "trial") == [(19, 0.3)]
    assert line(ax, "smaller budget") == [(1, 0.5), (2, 0.9), (3, 0.4), (7, 0.45)]
    assert ax.lines[1].get_fillstyle() == "none"
    assert line(ax, "incumbent") == list(
        zip(spent, [0.5, 0.5, 0.4, 0.4, 0.45, 0.45, 0.3], strict=True)
    )
    assert ax.get_xlabel() == "budget spent"


def test_history_of_continued_trials_costs_only_what_was_added(ax):
    plot_history(ax, HALVING, x="spent", continued=True)
    assert [x for x, _ in line(ax, "incumbent")] == [1, 2, 3, 4, 6, 8, 14]


@pytest.mark.parametrize("rows", [[(1.0,)], [(1.0,), (1.0,)], [(FAILED,)], [(FAILED, 3)]])
def test_one_trial_ties_and_failures_alone_are_drawn(ax, rows):
    plot_history(ax, made(*rows))
    assert len(line(ax, "incumbent")) == sum(np.isfinite(row[0]) for row in rows)
    png_bytes(ax.figure)


def test_an_unknown_cost_is_named(ax):
    for plot, what in ((plot_history, HALVING), (plot_incumbents, {"a": [HALVING]})):
        with pytest.raises(ValueError, match="x must be 'trials' or 'spent', got 'epochs'"):
            plot(ax, what, x="epochs")


def test_incumbents_meet_on_a_common_cost_axis(ax):
    first = made((8.0, 1), (4.0, 4), (2.0, 2))  # ends at 1, 5 and 7; a budget of 4 stays the best
    second = made((6.0, 2), (1.0, 4))  # ends at 2 and 6
    plot_incumbents(ax, {"made": [first, second]}, x="spent")
    # From 2, where both have one, to 6, where the second ends; at 5 the second's 6 still holds.
    assert line(ax, "made") == [(2, 7), (5, 5), (6, 2.5)]
    assert ax.lines[0].get_drawstyle() == "steps-post"


def test_incumbents_equal_what_each_run_had_at_any_cost(ax):
    rng = np.random.default_rng(0)
    runs = [
        made(*[(loss if i % 4 else FAILED, None) for i, loss in enumerate(rng.random(n))])
        for n in (12, 15, 20, 9)
    ]
    plot_incumbents(ax, {"random": runs})
    cost, median = ax.lines[0].get_data()
    assert (cost[0], cost[-1]) == (2, 9), "each first trial fails; the shortest run has nine"
    band = ax.collections[0].get_paths()[0].vertices
    for at in (2.5, 5.5, 8.5):
        had = [min(trial.loss for trial in run.trials[: int(at)]) for run in runs]
        assert median[cost <= at][-1] == pytest.approx(np.median(had))
        edge = band[np.isclose(band[:, 0], np.floor(at)), 1]
        low, high = np.percentile(had, [25, 75])
        assert np.isclose(edge, low).any()
        assert np.isclose(edge, high).any()


def test_a_single_run_is_its_own_line_without_a_band(ax):
    plot_incumbents(ax, {"a": [made((3.0,), (1.0,))], "b": [made((2.0,))]})
    assert line(ax, "a") == [(1, 3), (2, 1)]
    assert len(ax.collections) == 0
    assert ax.get_legend().get_title().get_text() == ""
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()


def test_runs_that_never_meet_or_are_missing_are_named(ax):
    with pytest.raises(ValueError, match="got none of 'tpe'"):
        plot_incumbents(ax, {"tpe": []})
    with pytest.raises(ValueError, match="'tpe' one run ends at 1, before another"):
        plot_incumbents(ax, {"tpe": [made((1.0,)), made((FAILED,), (1.0,))]})


def widths(ax):
    """Return {label of the budget: widths of its parts, bar by bar}."""
    return {part.get_label(): [bar.get_width() for bar in part] for part in ax.containers}


def names(ax):
    return [text.get_text() for text in ax.texts]


def test_budget_of_one_search_is_split_into_its_brackets(ax):
    result = hyperband(lambda config, budget: config["x"], {"x": Uniform(0, 1)}, 9, rng=0)
    plot_budget(ax, result)
    assert names(ax) == ["bracket from 1", "bracket from 3", "bracket from 9"]
    # Algorithm 1 of the paper for R = 9: (9, 3, 1), (5, 1) and 3 configurations.
    assert widths(ax) == {"1": [9, 0, 0], "3": [9, 15, 0], "9": [9, 9, 27]}
    ends = [bar.get_x() + bar.get_width() for bar in ax.containers[-1]]
    assert ends == [27, 24, 27], "parts stand end to end"
    assert sum(ends) == result.spent()[-1]


@pytest.mark.parametrize(
    ("unit", "continued", "parts"),
    [
        ("budget", True, {"1": [4, 0], "3": [4, 0], "9": [6, 0], "_nolegend_": [0, 2]}),
        ("fits", False, {"1": [4, 0], "3": [2, 0], "9": [1, 0], "_nolegend_": [0, 2]}),
        ("seconds", False, {"1": [8, 0], "3": [4, 0], "9": [2, 0], "_nolegend_": [0, 4]}),
    ],
)
def test_budget_of_several_searches_counts_failures_too(ax, unit, continued, parts):
    both = {"halving": HALVING, "random": made((1.0,), (FAILED,))}
    plot_budget(ax, both, unit=unit, continued=continued)
    assert names(ax) == ["halving", "random"]
    labels = {"_nolegend_": next(key for key in widths(ax) if key.startswith("_"))}
    assert widths(ax) == {labels.get(key, key): width for key, width in parts.items()}


def test_a_search_without_budgets_is_one_bar_and_no_legend(ax):
    plot_budget(ax, made((1.0,), (2.0,)))
    assert names(ax) == ["all trials"]
    assert [bar.get_width() for bar in ax.patches] == [2]
    assert ax.get_legend() is None
    with pytest.raises(
        ValueError, match="unit must be 'budget', 'fits' or 'seconds', got 'epochs'"
    ):
        plot_budget(ax, HALVING, unit="epochs")


def test_rungs_follow_parents_and_grey_what_stops(ax):
    plot_rungs(ax, HALVING)
    assert line(ax, "reaches budget 9") == [(1, 0.5), (3, 0.45), (9, 0.3)]
    assert line(ax, "best") == [(9, 0.3)]
    assert line(ax, "failed") == [(1, 1), (3, 1)]
    early = [one.get_xydata().tolist() for one in ax.lines if one.get_color() == "#767676"]
    assert early == [[[1, 0.9]], [[1, 0.4]]], "a child that failed leaves its parent's loss"
    assert ax.get_xscale() == "log"
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1", "3", "9"]
    assert legend(ax) == ["stops early", "reaches budget 9", "best", "failed"]


@pytest.mark.parametrize("rows", [[(1.0, 3)], [(1.0, 3), (1.0, 3)], [(FAILED, 3)]])
def test_rungs_of_one_budget_are_drawn(ax, rows):
    plot_rungs(ax, made(*rows))
    png_bytes(ax.figure)


@pytest.mark.parametrize("plot", [plot_rungs, lambda ax, result: plot_lineage(ax, result, "x")])
def test_plots_over_budget_need_one(ax, plot):
    with pytest.raises(ValueError, match="needs trials with a budget"):
        plot(ax, made((1.0,)))


def test_lineage_joins_each_child_to_its_parent_and_stresses_the_best_line(ax):
    result = made(
        (0.9, 1, None, 0.1), (0.5, 1, None, 0.01),
        (0.6, 2, 1, 0.02), (0.4, 2, 1, 0.01),
        (0.3, 3, 2, 0.02), (FAILED, 3, 3, 0.04),
    )  # fmt: skip
    plot_lineage(ax, result, "x", {"x": LogUniform(1e-3, 1)})
    links = {tuple(map(tuple, one.get_xydata().tolist())) for one in ax.lines[:4]}
    assert links == {
        ((1, 0.01), (2, 0.02)), ((1, 0.01), (2, 0.01)),
        ((2, 0.02), (3, 0.02)), ((2, 0.01), (3, 0.04)),
    }  # fmt: skip
    assert line(ax, "leads to the best") == [(1, 0.01), (2, 0.02), (3, 0.02)]
    assert line(ax, "failed") == [(3, 0.04)]
    assert (ax.get_yscale(), ax.get_xlabel(), ax.get_ylabel()) == ("log", "budget", "x")


def test_lineage_of_options_has_a_tick_for_each(ax):
    plot_lineage(ax, made((0.9, 1, None, "sgd"), (0.5, 2, 0, "adam")), "x")
    assert line(ax, "leads to the best") == [(1, 0), (2, 1)]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["sgd", "adam"]
    with pytest.raises(ValueError, match="no trial has a hyperparameter 'z'"):
        plot_lineage(ax, HALVING, "z")


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: plot_history(ax, HALVING),
        lambda ax: plot_incumbents(ax, {"halving": [HALVING, HALVING]}),
        lambda ax: plot_budget(ax, HALVING),
        lambda ax: plot_rungs(ax, HALVING),
        lambda ax: plot_lineage(ax, HALVING, "x"),
    ],
)
def test_nothing_is_left_beside_the_axes(ax, draw):
    """As in a panel, which draws on new axes in the same figure again and again."""
    fig = ax.figure
    ax.autoscale_view()
    empty = png_bytes(fig)
    draw(ax)
    assert png_bytes(ax.figure) != empty
    with styled():
        fresh_axes(fig).autoscale_view()
    assert png_bytes(fig) == empty
