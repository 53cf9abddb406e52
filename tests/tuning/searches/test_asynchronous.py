"""Asynchronous halving: the paper's rule by brute force, whatever the window."""

import numpy as np
import pytest

from hplearn.tuning.searches.asynchronous import asynchronous_halving
from tests.tuning.toys import LINE, crossing


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
