"""Plots of the course of a search draw its records."""

import pytest

from hplearn.lab.plots.lineage import plot_lineage, plot_rungs
from hplearn.lab.plots.searches import plot_budget, plot_history, plot_incumbents
from hplearn.tuning import LogUniform, Uniform, hyperband

from .drawn import FAILED, HALVING, band_at, legend, points, searched, texts, ticks, with_losses


def test_history_shows_each_trial_each_failure_and_the_incumbent_from_the_first_loss(ax):
    plot_history(ax, with_losses((FAILED,), (3.0,), (1.0,), (FAILED,), (1.0,), (2.0,)))
    assert points(ax, "trial") == [(2, 3), (3, 1), (5, 1), (6, 2)]
    assert points(ax, "incumbent") == [(2, 3), (3, 1), (4, 1), (5, 1), (6, 1)]
    assert points(ax, "failed") == [(1, 1), (4, 1)], "y is a share of the height: 1 is the top edge"
    assert ax.lines[-1].get_transform() == ax.get_xaxis_transform()
    assert ax.lines[1].get_drawstyle() == "steps-post", "a loss holds from the trial that found it"
    assert legend(ax) == ["trial", "incumbent", "failed"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("trials", "loss (lower is better)")
    assert ax.get_ylim()[1] < 4, "failures do not stretch the axis"


@pytest.mark.parametrize(
    ("continued", "spent"), [(False, [1, 2, 3, 4, 7, 10, 19]), (True, [1, 2, 3, 4, 6, 8, 14])]
)
def test_history_over_budget_hollows_trials_below_the_largest_and_lets_the_incumbent_rise(
    ax, continued, spent
):
    plot_history(ax, HALVING, x="spent", continued=continued)
    losses = [0.5, 0.5, 0.4, 0.4, 0.45, 0.45, 0.3]
    assert points(ax, "incumbent") == list(zip(spent, losses, strict=True))
    assert points(ax, "trial") == [(spent[-1], 0.3)]
    assert points(ax, "smaller budget") == [(1, 0.5), (2, 0.9), (3, 0.4), (spent[4], 0.45)]
    assert ax.lines[1].get_fillstyle() == "none"
    assert ax.get_xlabel() == "budget spent"


def test_incumbents_meet_on_a_common_cost_axis(ax):
    # The first ends at 1, 5 and 7, and a budget of 4 stays its best; the second at 1, 2 and 6.
    first, second = ((8.0, 1), (4.0, 4), (2.0, 2)), ((FAILED, 1), (6.0, 1), (1.0, 4))
    plot_incumbents(ax, {"made": [with_losses(*first), with_losses(*second)]}, x="spent")
    # From 2, where both have one, to 6, where the second ends; at 5 the second's 6 still holds.
    assert points(ax, "made") == [(2, 7), (5, 5), (6, 2.5)]
    assert band_at(ax, 2) == (6.5, 7.5), "the quartiles of 8 and 6"
    assert band_at(ax, 6) == (1.75, 5.5), "of 4 and 1, and before the step of 4 and 6"
    assert ax.lines[0].get_drawstyle() == "steps-post"


def test_a_single_run_is_its_own_line_without_a_band(ax):
    plot_incumbents(ax, {"a": [with_losses((3.0,), (1.0,))], "b": [with_losses((2.0,))]})
    assert points(ax, "a") == [(1, 3), (2, 1)]
    assert len(ax.collections) == 0
    assert ax.get_legend().get_title().get_text() == ""
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()


def widths(ax):
    """Return {label of the budget: widths of its parts, bar by bar}."""
    return {part.get_label(): [bar.get_width() for bar in part] for part in ax.containers}


def test_budget_of_one_search_is_split_into_its_brackets(ax):
    result = hyperband(lambda config, budget: config["x"], {"x": Uniform(0, 1)}, 9, rng=0)
    plot_budget(ax, result)
    assert texts(ax) == ["bracket from 1", "bracket from 3", "bracket from 9"]
    # Algorithm 1 of the paper for R = 9: (9, 3, 1), (5, 1) and 3 configurations.
    assert widths(ax) == {"1": [9, 0, 0], "3": [9, 15, 0], "9": [9, 9, 27]}
    ends = [bar.get_x() + bar.get_width() for bar in ax.containers[-1]]
    assert ends == [27, 24, 27], "parts stand end to end"
    assert sum(ends) == result.spent()[-1]


def test_budget_counts_failures_too_and_only_the_rest_where_training_goes_on(ax):
    plot_budget(ax, HALVING, continued=True)
    assert (texts(ax), widths(ax)) == (["bracket from 1"], {"1": [4], "3": [4], "9": [6]})


def test_rungs_follow_parents_and_grey_what_stops(ax):
    plot_rungs(ax, HALVING)
    assert points(ax, "reaches budget 9") == [(1, 0.5), (3, 0.45), (9, 0.3)]
    assert points(ax, "best") == [(9, 0.3)]
    assert points(ax, "failed") == [(1, 1), (3, 1)]
    early = [one.get_xydata().tolist() for one in ax.lines if one.get_color() == "#767676"]
    assert early == [[[1, 0.9]], [[1, 0.4]]], "a child that failed leaves its parent's loss"
    assert ax.get_xscale() == "log"
    assert ticks(ax.xaxis) == {1: "1", 3: "3", 9: "9"}
    assert legend(ax) == ["stops early", "reaches budget 9", "best", "failed"]


def test_lineage_joins_each_child_to_its_parent_and_stresses_the_best_line(ax):
    rows = [(0.1, 0.9, 1), (0.01, 0.5, 1), (0.02, 0.6, 2, 1), (0.01, 0.4, 2, 1), (0.02, 0.3, 3, 2)]
    rows.append((0.04, FAILED, 3, 3))
    result = searched(*(({"x": x}, *more) for x, *more in rows))
    plot_lineage(ax, result, "x", {"x": LogUniform(1e-3, 1)})
    links = {tuple(map(tuple, one.get_xydata().tolist())) for one in ax.lines[:4]}
    parent, up, level = (1, 0.01), (2, 0.02), (2, 0.01)
    assert links == {(parent, up), (parent, level), (up, (3, 0.02)), (level, (3, 0.04))}
    assert points(ax, "leads to the best") == [(1, 0.01), (2, 0.02), (3, 0.02)]
    assert points(ax, "failed") == [(3, 0.04)]
    assert (ax.get_yscale(), ax.get_xlabel(), ax.get_ylabel()) == ("log", "budget", "x")
