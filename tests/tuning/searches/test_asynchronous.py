"""Asynchronous halving: a trace by hand, the paper's rule by brute force, any number of workers."""

import numpy as np
import pytest

from hplearn.tuning.searches.asynchronous import asynchronous_halving
from hplearn.tuning.spaces import Uniform

SPACE = {"x": Uniform(0, 1)}


def loss_is_x(config, budget):
    return config["x"]


def crossing(config, budget):
    return abs(config["x"] - 0.3) + np.sin(20 * config["x"] + budget) / budget


def test_a_trace_worked_out_by_hand():
    # eta 2, budgets 1 2 4; every new configuration is better than all before.
    points = [{"x": x} for x in (0.4, 0.3, 0.2, 0.1)]
    result = asynchronous_halving(
        loss_is_x, SPACE, 9, max_budget=4, eta=2, in_flight=1, points=points, rng=0
    )
    assert [(t.config["x"], t.budget, t.parent) for t in result.trials] == [
        (0.4, 1, None),
        (0.3, 1, None),  # the best half of one is none
        (0.3, 2, 1),  # best half of 0.4 0.3
        (0.2, 1, None),  # 0.3 was promoted already
        (0.2, 2, 3),  # best half of three is one
        (0.2, 4, 4),  # best half of 0.3 0.2
        (0.1, 1, None),
        (0.1, 2, 6),
        (0.1, 4, 7),
    ]


def test_a_window_decides_from_what_had_finished():
    points = [{"x": x} for x in (0.4, 0.3, 0.2, 0.1)]
    result = asynchronous_halving(
        loss_is_x, SPACE, 6, max_budget=4, eta=2, in_flight=3, points=points, rng=0
    )
    # Trial 3 has seen one trial, of which half is none; trial 4 has seen 0.4 and 0.3, trial 5 also
    # 0.2. That 0.1, trial 3, is better than all of them nobody knows yet.
    assert [t.parent for t in result.trials] == [None, None, None, None, 1, 2]


@pytest.mark.parametrize("in_flight", [1, 2, 5, 20])
@pytest.mark.parametrize("eta", [2, 3])
def test_each_trial_follows_the_papers_rule(in_flight, eta):
    trials = asynchronous_halving(
        crossing, SPACE, 120, max_budget=eta**3, eta=eta, in_flight=in_flight, rng=7
    ).trials
    assert len(trials) == 120
    budgets, promoted = [1, eta, eta**2, eta**3], set()
    for k, trial in enumerate(trials):
        seen, expected = trials[: max(k - in_flight + 1, 0)], (None, 1)
        for budget in budgets[:-1]:  # a higher rung overwrites a lower one
            rung = [t for t in seen if t.budget == budget]
            top = np.argsort([t.loss for t in rung], kind="stable")[: len(rung) // eta]
            new = [rung[i].number for i in top if rung[i].number not in promoted]
            if new:
                expected = new[0], budget * eta
        assert (trial.parent, trial.budget) == expected, f"trial {k}"
        promoted.add(trial.parent)
        if trial.parent is not None:
            assert trial.config == trials[trial.parent].config
    assert max(trial.budget for trial in trials) == eta**3


def test_the_failed_are_never_promoted():
    def fragile(config, budget):
        if config["x"] < 0.9:
            raise RuntimeError("diverged")
        return config["x"]

    trials = asynchronous_halving(fragile, SPACE, 90, in_flight=1, rng=0).trials
    promoted = [trial for trial in trials if trial.parent is not None]
    assert promoted
    assert not any(trials[trial.parent].failed for trial in promoted)


def test_spent_counts_promotions_as_additions():
    result = asynchronous_halving(crossing, SPACE, 60, rng=0)
    assert result.spent()[-1] == sum(trial.budget for trial in result.trials)
    # Each budget is three times its parent's: two thirds of it are new.
    added = [t.budget if t.parent is None else t.budget * 2 / 3 for t in result.trials]
    assert result.spent(continued=True)[-1] == pytest.approx(sum(added))


def test_a_window_larger_than_the_search_is_random_search():
    result = asynchronous_halving(crossing, SPACE, 10, in_flight=50, rng=0)
    assert [trial.budget for trial in result.trials] == [1] * 10


@pytest.mark.slow
def test_the_number_of_workers_does_not_matter():
    here, there = (
        asynchronous_halving(crossing, SPACE, 40, in_flight=4, rng=0, workers=workers)
        for workers in (None, 2)
    )
    assert [(t.config, t.budget, t.parent, t.loss) for t in here.trials] == [
        (t.config, t.budget, t.parent, t.loss) for t in there.trials
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n_trials": 0}, "n_trials must be at least 1, got 0"),
        ({"in_flight": 0}, "in_flight must be at least 1, got 0"),
        ({"eta": 1}, "eta must be at least 2, got 1"),
        ({"min_budget": 2, "max_budget": 1}, "max_budget must be at least 2, got 1"),
    ],
)
def test_bad_arguments_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        asynchronous_halving(crossing, SPACE, **changed)
