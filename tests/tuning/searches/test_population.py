"""Population-based training: the paper's toy problem, and who copies whom."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from hplearn.tuning.continuing import Continuing
from hplearn.tuning.searches.population import (
    lineage,
    population_based_training,
    sources,
)
from hplearn.tuning.spaces import Uniform
from hplearn.tuning.trials import Trial

TOY_SPACE = {"h_0": Uniform(0, 1), "h_1": Uniform(0, 1)}
ENDS = [{"h_0": 1.0, "h_1": 0.0}, {"h_0": 0.0, "h_1": 1.0}]


def train_toy(config, budget, state):
    """Climb the surrogate 1.2 - h_0 theta_0^2 - h_1 theta_1^2; the loss is minus the true one."""
    done, theta = state or (0, np.array([0.9, 0.9]))
    h = np.array([config["h_0"], config["h_1"]])
    for _ in range(done, budget):
        theta = theta - 0.01 * 2 * h * theta
    return float(theta @ theta) - 1.2, (budget, theta)


TOY = Continuing(train_toy)


def toy_scores(**settings):
    """Return the best true score of 20 searches, two members each, 50 rounds of 4 steps."""
    return [
        -population_based_training(
            TOY, TOY_SPACE, 2, n_rounds=50, round_budget=4, points=ENDS, rng=seed, **settings
        ).best_loss
        for seed in range(20)
    ]


def test_toy_problem_of_the_paper():
    """Two members, as in Figure 2: measured 1.197 to 1.199 of 1.2 over 20 seeds.

    Either end alone never moves one of the two weights and stays at 1.2 - 0.9**2 = 0.39.
    """
    alone = [-TOY(config, 200) for config in ENDS]
    assert np.allclose(alone, 0.39, atol=0.001)
    assert min(toy_scores()) > 1.19


def test_toy_problem_needs_both_halves():
    """Exploit only: both members end with one end's hyperparameters, 0.39. Explore only: less."""
    both, explore = toy_scores(resample=0), toy_scores(exploit=False, resample=0)
    assert np.allclose(toy_scores(step=0, resample=0), 0.39, atol=0.001)
    assert np.median(explore) < np.median(both) - 0.01  # measured 1.167 and 1.198


def test_a_round_adds_its_budget_and_only_that():
    trained = []

    def train(config, budget, state):
        trained.append(budget - (state or 0))
        return config["x"], budget

    space = {"x": Uniform(0, 1)}
    result = population_based_training(
        Continuing(train), space, 8, n_rounds=5, round_budget=3, rng=0
    )
    assert [t.budget for t in result.trials] == np.repeat([3, 6, 9, 12, 15], 8).tolist()
    assert trained == [3] * 40
    assert result.spent(continued=True)[-1] == 120
    assert result.spent()[-1] == 8 * 3 * (1 + 2 + 3 + 4 + 5)


def test_every_round_the_worst_quarter_copies_from_the_best():
    result = population_based_training(TOY, TOY_SPACE, 8, n_rounds=6, rng=1)
    rounds = np.reshape(np.array(result.trials, dtype=object), (6, 8))
    for before, after in pairwise(rounds):
        order = np.argsort([trial.loss for trial in before], kind="stable")
        best, worst = {before[i].number for i in order[:2]}, set(order[-2:])
        for member, (old, new) in enumerate(zip(before, after, strict=True)):
            if member in worst:
                assert new.parent in best
                assert new.config != result.trials[new.parent].config
            else:
                assert (new.parent, new.config) == (old.number, old.config)


@pytest.mark.parametrize(("n_members", "n_copies"), [(2, 1), (3, 1), (7, 1), (8, 2), (12, 3)])
def test_a_quarter_is_rounded_down_and_at_least_one(n_members, n_copies):
    trials = [Trial(i, {}, 1, float(i), 0.0) for i in range(n_members)]
    chosen = [trial.number for trial in sources(trials, np.random.default_rng(0))]
    assert chosen[:-n_copies] == list(range(n_members - n_copies))
    assert set(chosen[-n_copies:]) <= set(range(n_copies))


def test_the_best_quarter_are_equally_likely_sources():
    trials, rng = [Trial(i, {}, 1, float(i), 0.0) for i in range(12)], np.random.default_rng(0)
    counts = np.bincount([s.number for _ in range(1000) for s in sources(trials, rng)[-3:]])
    assert counts.sum() == 3000
    assert stats.chisquare(counts).pvalue > 0.001


def test_all_that_failed_are_replaced():
    losses = [np.inf, 0.3, np.inf, 0.2, np.inf, np.inf, np.inf, np.inf]
    errors = [None if np.isfinite(loss) else "diverged" for loss in losses]
    trials = [Trial(i, {}, 1, losses[i], 0.0, errors[i]) for i in range(8)]
    chosen = [trial.number for trial in sources(trials, np.random.default_rng(0))]
    assert chosen[1] == 1
    assert set(chosen) == {1, 3}


def test_a_round_in_which_all_fail_ends_the_search():
    def train(config, budget, state):
        if budget > 2:
            raise RuntimeError("out of memory")
        return config["h_0"], budget

    result = population_based_training(Continuing(train), TOY_SPACE, 4, n_rounds=9, rng=0)
    assert len(result.trials) == 3 * 4
    assert result.best.budget == 2


def test_lineage_is_the_schedule_of_the_best():
    result = population_based_training(
        TOY, TOY_SPACE, 2, n_rounds=50, round_budget=4, points=ENDS, rng=0
    )
    line = lineage(result)
    assert [trial.budget for trial in line] == list(range(4, 201, 4))
    assert line[-1] is result.best
    # Trained anew along that schedule, a single model gets exactly as far.
    state = None
    for trial in line:
        loss, state = train_toy(trial.config, trial.budget, state)
    assert loss == result.best_loss
    assert lineage(result, result.trials[3])[0].parent is None


def test_a_plain_evaluate_inherits_no_weights():
    def plain(config, budget):
        return train_toy(config, budget, None)[0]

    result = population_based_training(plain, TOY_SPACE, 4, n_rounds=4, rng=0)
    for trial in result.trials:
        assert trial.loss == plain(trial.config, trial.budget)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n_members": 1}, "n_members must be at least 2, got 1"),
        ({"n_rounds": 0}, "n_rounds must be at least 1, got 0"),
        ({"round_budget": 0.5}, "round_budget must be an integer, got 0.5"),
        ({"step": -0.1}, "step must be from 0 to 1, got -0.1"),
        ({"resample": 2}, "resample must be from 0 to 1, got 2"),
        ({"resample": float("nan")}, "resample must be from 0 to 1, got nan"),
    ],
)
def test_bad_arguments_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        population_based_training(TOY, TOY_SPACE, **changed)


def test_more_rounds_go_on_from_the_log_of_fewer(tmp_path):
    calls = []

    def train(config, budget, state):
        calls.append(budget)
        return train_toy(config, budget, state)

    log = tmp_path / "search.jsonl"
    settings = {"rng": 5, "points": ENDS}
    population_based_training(Continuing(train), TOY_SPACE, 4, n_rounds=3, log=log, **settings)
    longer = population_based_training(
        Continuing(train), TOY_SPACE, 4, n_rounds=6, log=log, **settings
    )
    assert len(calls) == 6 * 4
    at_once = population_based_training(TOY, TOY_SPACE, 4, n_rounds=6, **settings)
    assert np.array_equal(longer.losses, at_once.losses)
    assert [t.parent for t in longer.trials] == [t.parent for t in at_once.trials]


@pytest.mark.slow
def test_the_number_of_workers_does_not_matter():
    def train(config, budget, state):  # here, so that a worker need not import this file
        total = (state or 0.0) + config["h_0"]
        return -total, total

    here, there = (
        population_based_training(
            Continuing(train), TOY_SPACE, 4, n_rounds=4, rng=0, workers=workers
        )
        for workers in (None, 2)
    )
    assert np.array_equal(here.losses, there.losses)
    assert [t.config for t in here.trials] == [t.config for t in there.trials]
