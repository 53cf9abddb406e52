"""Intervals against scipy.stats; winners' luck against enumeration."""

from functools import partial
from itertools import product

import numpy as np
import pytest
from scipy import stats

from hplearn.tuning.analysis.luck import bootstrap_best, mean_interval, paired_difference


def test_independent_pairs_equal_scipys_paired_t():
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 12)) + rng.normal(size=12) * 5
    ours, theirs = paired_difference(first, second), stats.ttest_rel(first, second)
    interval = theirs.confidence_interval(0.95)
    np.testing.assert_allclose([ours.low, ours.high], [interval.low, interval.high], rtol=1e-12)
    assert ours.wins == np.mean(first > second)
    assert ours.n_pairs == 12


def test_training_rows_that_folds_share_widen_the_interval():
    """Nadeau and Bengio (2003): a mean's variance is one score's, times 1 / n + share."""
    scores, nothing = np.random.default_rng(1).normal(size=10), np.zeros(10)
    alone, folds = (paired_difference(scores, nothing, test_per_train=s) for s in (0, 1 / 9))
    half, wider = alone.high - alone.mean, np.sqrt(1 + 10 / 9)
    expected = folds.mean + wider * np.array([-half, half])
    np.testing.assert_allclose([folds.low, folds.high], expected)


def test_the_verdict_follows_the_interval():
    alike = paired_difference([1.0, 2.0, 3.0, 4.0], [1.1, 1.9, 3.1, 3.9])
    better = paired_difference([1.1, 2.1, 3.2, 4.0], [1.0, 2.0, 3.0, 4.0])
    worse = paired_difference([1.0, 2.0, 3.0], [2.0, 3.01, 4.0])
    said = "no difference shown: mean 0.0000, 95 % interval -0.1837 to 0.1837, 2 of 4 pairs won"
    assert str(alike) == said
    assert (better.wins, alike.wins, worse.wins) == (0.875, 0.5, 0.0)  # a tie is half a win
    assert paired_difference([2.0, 3.0], [1.0, 2.0]).verdict == "first model better"
    assert worse.verdict == "second model better"


def test_the_interval_of_a_mean_equals_scipys_row_by_row():
    scores = np.random.default_rng(2).normal(size=(4, 6))
    mean, low, high = mean_interval(scores)
    means, errors = scores.mean(axis=1), stats.sem(scores, axis=1)
    interval = stats.t.interval(0.95, 5, loc=means, scale=errors)
    np.testing.assert_allclose([low, high], interval)
    np.testing.assert_allclose(mean, means)


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
    quantiles = np.quantile(every, [0.025, 0.975])  # of few distinct values: exact
    np.testing.assert_allclose([got.low, got.high], quantiles, atol=1e-12)
    assert got.index == scores.mean(axis=1).argmax()
    assert got.luck == pytest.approx(scores.mean(axis=1).max() - got.corrected)
    assert got.luck > 0.1


def test_a_clear_winner_owes_nothing_to_luck():
    got = bootstrap_best(np.array([[0.75] * 8, [0.5] * 8]), rng=0)
    assert (got.index, got.luck, got.low, got.high) == (0, 0.0, 0.75, 0.75)
    assert str(got).startswith("configuration 0 scored 0.750; without the luck")


NO_SCORES = [1.0, 2.0], [[1.0], [2.0]], [[1.0, np.nan]], np.ones((0, 3))
UNUSABLE = [
    (lambda: paired_difference([1, 2], [1, 2, 3]), r"pair up.*\(2,\) and \(3,\)"),
    (lambda: paired_difference([1], [2]), "at least 2 scores"),
    (lambda: paired_difference([1, np.nan], [1, 2]), "first must be finite, got 1"),
    (lambda: paired_difference([1, 2], [1, 2], test_per_train=-1), "test_per_train must be 0"),
    *((partial(bootstrap_best, scores), "scores must be") for scores in NO_SCORES),
    (lambda: bootstrap_best(np.eye(3), n_resamples=0), "n_resamples must be"),
    (lambda: bootstrap_best(np.eye(2), n_resamples=1, rng=0), "n_resamples must be larger, got"),
]


@pytest.mark.parametrize(("call", "message"), UNUSABLE)
def test_scores_that_cannot_be_compared_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
