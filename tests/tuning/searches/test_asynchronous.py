"""Asynchronous halving: the paper's rule by brute force, whatever the window."""

import numpy as np
import pytest

from hplearn.tuning.searches.asynchronous import asynchronous_halving
from tests.tuning.toys import LINE, crossing


@pytest.mark.parametrize("in_flight", [1, 2, 5, 20])
@pytest.mark.parametrize("eta", [2, 3])
def test_each_trial_follows_the_papers_rule_and_the_failed_are_never_promoted(in_flight, eta):
    def evaluate(config, budget):
        return crossing(config, budget) if config["x"] < 0.3 else np.nan

    options = {"max_budget": eta**3, "eta": eta, "in_flight": in_flight, "rng": 7}
    trials = asynchronous_halving(evaluate, LINE, 120, **options).trials
    assert len(trials) == 120
    budgets, promoted = [1, eta, eta**2, eta**3], set()
    for k, trial in enumerate(trials):
        seen, expected = trials[: max(k - in_flight + 1, 0)], (None, 1)
        for budget in budgets[:-1]:  # a higher rung overwrites a lower one
            rung = [t for t in seen if t.budget == budget]
            order = sorted(rung, key=lambda t: (t.failed, t.loss))[: len(rung) // eta]
            new = [t.number for t in order if not (t.failed or t.number in promoted)]
            if new:
                expected = new[0], budget * eta
        assert (trial.parent, trial.budget) == expected, f"trial {k}"
        promoted.add(trial.parent)
        if trial.parent is not None:
            assert trial.config == trials[trial.parent].config
    assert max(trial.budget for trial in trials) == eta**3
