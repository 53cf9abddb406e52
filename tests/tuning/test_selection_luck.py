"""bootstrap_best against exact enumeration, and against the truth of simulated winners."""

from itertools import product

import numpy as np
import pytest

from hplearn.tuning.analysis.luck import bootstrap_best


def enumerated(scores):
    """Mean score of winners on what is left, over all equally likely draws, one by one."""
    n, left_scores = scores.shape[1], []
    for draw in product(range(n), repeat=n):
        left = [column for column in range(n) if column not in draw]
        if left:
            winner = max(range(len(scores)), key=lambda i: sum(scores[i][c] for c in draw))
            left_scores.append(np.mean([scores[winner][c] for c in left]))
    return np.array(left_scores)


def test_many_draws_come_to_the_mean_over_all_draws():
    scores = np.random.default_rng(0).normal(size=(6, 4))
    every = enumerated(scores)
    got = bootstrap_best(scores, n_resamples=40_000, rng=0)
    three_errors = 3 * every.std() / np.sqrt(40_000)
    assert got.corrected == pytest.approx(every.mean(), abs=three_errors)
    np.testing.assert_allclose(  # the quantiles of few distinct values are exact
        [got.low, got.high], np.quantile(every, [0.025, 0.975]), atol=1e-12
    )
    assert got.index == scores.mean(axis=1).argmax()
    assert got.luck == pytest.approx(scores.mean(axis=1).max() - got.corrected)
    assert got.luck > 0.1


@pytest.mark.parametrize(("n_configs", "n_rows", "spread"), [(50, 60, 0.0), (50, 60, 0.05)])
def test_the_corrected_score_of_simulated_winners(n_configs, n_rows, spread):
    rng, n_simulated = np.random.default_rng(1), 200
    errors, covered, luck = [], 0, []
    for _ in range(n_simulated):
        truth = 0.5 + spread * rng.normal(size=n_configs)
        right = rng.random((n_configs, n_rows)) < truth[:, None]
        got = bootstrap_best(right, n_resamples=200, rng=rng)
        errors.append(got.corrected - truth[got.index])
        luck.append(got.score - truth[got.index])
        covered += got.low <= truth[got.index] <= got.high
    assert np.mean(luck) > 0.1
    assert -0.03 < np.mean(errors) < 0.01  # it may be modest, not proud
    assert covered / n_simulated > 0.95 - 3 * np.sqrt(0.95 * 0.05 / n_simulated)


def test_a_clear_winner_owes_nothing_to_luck():
    scores = np.array([[0.75] * 8, [0.5] * 8])
    got = bootstrap_best(scores, rng=0)
    assert (got.index, got.luck, got.low, got.high) == (0, 0.0, 0.75, 0.75)
    assert str(got).startswith("configuration 0 scored 0.750; without the luck")


@pytest.mark.parametrize("scores", [[1.0, 2.0], [[1.0], [2.0]], [[1.0, np.nan]], np.ones((0, 3))])
def test_scores_that_hold_no_choice(scores):
    with pytest.raises(ValueError, match="scores must be"):
        bootstrap_best(scores)


@pytest.mark.parametrize("n_resamples", [0, 1.5])
def test_draws_that_are_too_few(n_resamples):
    with pytest.raises(ValueError, match="n_resamples must be"):
        bootstrap_best(np.eye(3), n_resamples=n_resamples)
    with pytest.raises(ValueError, match="n_resamples must be larger, got 1"):
        bootstrap_best(np.eye(2), n_resamples=1, rng=0)
