"""Plots of the course of a search draw its records."""

from hplearn.lab.plots.searches import plot_history, plot_rungs

from .drawn import FAILED, HALVING, legend, points, ticks, with_losses


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


def test_history_hollows_trials_below_the_largest_budget_and_lets_the_incumbent_rise(ax):
    plot_history(ax, HALVING)
    losses = [0.5, 0.5, 0.4, 0.4, 0.45, 0.45, 0.3]
    assert points(ax, "incumbent") == list(enumerate(losses, start=1))
    assert points(ax, "trial") == [(7, 0.3)]
    assert points(ax, "smaller budget") == [(1, 0.5), (2, 0.9), (3, 0.4), (5, 0.45)]
    assert ax.lines[1].get_fillstyle() == "none"


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
