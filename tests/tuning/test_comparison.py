"""Intervals against scipy.stats and simulated coverage."""

import numpy as np
import pytest
from scipy import stats

from hplearn.tuning.analysis.luck import paired_difference, seed_noise

N_SIMULATED = 2000
THREE_ERRORS = 3 * np.sqrt(0.95 * 0.05 / N_SIMULATED)


def test_independent_pairs_equal_scipys_paired_t():
    rng = np.random.default_rng(0)
    first, second = rng.normal(size=(2, 12)) + rng.normal(size=12) * 5
    ours, theirs = paired_difference(first, second), stats.ttest_rel(first, second)
    interval = theirs.confidence_interval(0.95)
    np.testing.assert_allclose([ours.low, ours.high], [interval.low, interval.high], rtol=1e-12)
    assert ours.wins == np.mean(first > second)
    assert ours.n_pairs == 12
    unpaired = stats.ttest_ind(first, second).confidence_interval(0.95)
    assert ours.high - ours.low < (unpaired.high - unpaired.low) / 2  # what pairing is for


@pytest.mark.parametrize("n_folds", [None, 5, 10])
def test_intervals_cover_as_they_say(n_folds):
    """Folds that share training rows correlate by 1 / n_folds, as Nadeau and Bengio suppose."""
    rng, n_pairs = np.random.default_rng(1), n_folds or 8
    correlation, per_train = (1 / n_folds, 1 / (n_folds - 1)) if n_folds else (0, 0)
    shared, own = rng.normal(size=(N_SIMULATED, 1)), rng.normal(size=(N_SIMULATED, n_pairs))
    covered = naive = 0
    for scores in 0.3 + np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own:
        got = paired_difference(scores, np.zeros(n_pairs), test_per_train=per_train)
        plain = paired_difference(scores, np.zeros(n_pairs))
        covered += got.low <= 0.3 <= got.high
        naive += plain.low <= 0.3 <= plain.high
    assert abs(covered / N_SIMULATED - 0.95) < THREE_ERRORS
    assert n_folds is None or naive / N_SIMULATED < 0.9


def test_the_verdict_follows_the_interval():
    alike = paired_difference([1.0, 2.0, 3.0, 4.0], [1.1, 1.9, 3.1, 3.9])
    better = paired_difference([1.1, 2.1, 3.2, 4.0], [1.0, 2.0, 3.0, 4.0])
    worse = paired_difference([1.0, 2.0, 3.0], [2.0, 3.01, 4.0])
    assert str(alike) == (
        "no difference shown: mean 0.0000, 95 % interval -0.1837 to 0.1837, 2 of 4 pairs won"
    )
    assert (better.wins, alike.wins, worse.wins) == (0.875, 0.5, 0.0)  # a tie is half a win
    assert paired_difference([2.0, 3.0], [1.0, 2.0]).verdict == "first model better"
    assert worse.verdict == "second model better"


def test_seed_noise_equals_scipys_interval_row_by_row():
    scores = np.random.default_rng(2).normal(size=(4, 6))
    bars = seed_noise(scores)
    for i, row in enumerate(scores):
        low, high = stats.t.interval(0.95, 5, loc=row.mean(), scale=stats.sem(row))
        np.testing.assert_allclose([bars.low[i], bars.high[i]], [low, high])
        assert bars.sd[i] == pytest.approx(stats.tstd(row))


def test_seed_noise_covers_as_it_says():
    bars = seed_noise(np.random.default_rng(3).normal(0.9, 0.01, size=(N_SIMULATED, 3)))
    assert abs(np.mean((bars.low <= 0.9) & (bars.high >= 0.9)) - 0.95) < THREE_ERRORS


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: paired_difference([1, 2], [1, 2, 3]), r"pair up.*\(2,\) and \(3,\)"),
        (lambda: paired_difference([1], [2]), "at least 2 scores"),
        (lambda: paired_difference([[1, 2]], [[1, 2]]), "must be flat"),
        (lambda: paired_difference([1, np.nan], [1, 2]), "first must be finite, got 1"),
        (lambda: paired_difference([1, 2], [1, np.inf]), "second must be finite, got 1"),
        (lambda: paired_difference([1, 2], [1, 2], test_per_train=-1), "test_per_train must be 0"),
        (lambda: seed_noise([[1], [2]]), "2 seeds or more"),
        (lambda: seed_noise([1, 2]), "2 seeds or more"),
        (lambda: seed_noise([[1, np.nan]]), "scores must be finite"),
    ],
)
def test_scores_that_cannot_be_compared(call, message):
    with pytest.raises(ValueError, match=message):
        call()
