"""Asynchronous halving: a trace by hand, the paper's rule by brute force, any number of workers."""

import numpy as np
import pytest

from hplearn.tuning.searches.asynchronous import asynchronous_halving
from tests.tuning.toys import LINE, crossing


def falling(n_trials, in_flight):
    """Return a search whose first configurations are each better than all before."""
    points = [{"x": x} for x in (0.4, 0.3, 0.2, 0.1)]
    return asynchronous_halving(
        *(lambda config, budget: config["x"], LINE, n_trials),
        **{"max_budget": 4, "eta": 2, "in_flight": in_flight, "points": points, "rng": 0},
    ).trials


def test_a_trace_worked_out_by_hand():
    # eta 2, budgets 1 2 4
    assert [(t.config["x"], t.budget, t.parent) for t in falling(9, in_flight=1)] == [
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
    # Trial 3 has seen one trial, of which half is none; trial 4 has seen 0.4 and 0.3, trial 5 also
    # 0.2. That 0.1, trial 3, is better than all of them nobody knows yet.
    assert [t.parent for t in falling(6, in_flight=3)] == [None, None, None, None, 1, 2]


@pytest.mark.parametrize("in_flight", [1, 2, 5, 20])
@pytest.mark.parametrize("eta", [2, 3])
def test_each_trial_follows_the_papers_rule(in_flight, eta):
    trials = asynchronous_halving(
        crossing, LINE, 120, max_budget=eta**3, eta=eta, in_flight=in_flight, rng=7
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


def test_spent_counts_promotions_as_additions():
    result = asynchronous_halving(crossing, LINE, 60, rng=0)
    assert result.spent()[-1] == sum(trial.budget for trial in result.trials)
    # Each budget is three times its parent's: two thirds of it are new.
    added = [t.budget if t.parent is None else t.budget * 2 / 3 for t in result.trials]
    assert result.spent(continued=True)[-1] == pytest.approx(sum(added))


def test_a_window_larger_than_the_search_is_random_search():
    result = asynchronous_halving(crossing, LINE, 10, in_flight=50, rng=0)
    assert [trial.budget for trial in result.trials] == [1] * 10
