"""Importance on full tables: against least squares, laws, and simulated seeds."""

from itertools import combinations, product

import numpy as np
import pytest

from hplearn.tuning.analysis.importance import Importance, table_importance, variance_shares


def explained(table, axes):
    """Sum of squares that dummies for every combination of `axes` explain, by least squares."""
    places = np.array(list(product(*map(range, table.shape))))
    cells = [tuple(place[list(axes)]) for place in places]
    dummies = np.array([[cell == one for one in sorted(set(cells))] for cell in cells], dtype=float)
    flat = table.ravel() - table.mean()
    fitted = dummies @ np.linalg.lstsq(dummies, flat, rcond=None)[0]
    return fitted @ fitted / (flat @ flat)


def test_shares_equal_least_squares_with_dummies():
    table = np.random.default_rng(0).gamma(1, size=(2, 3, 4, 2))
    got = table_importance(table, "abcd")
    main = {i: explained(table, [i]) for i in range(4)}
    pairs = [explained(table, (i, j)) - main[i] - main[j] for i, j in combinations(range(4), 2)]
    expected = [*main.values(), *pairs]
    np.testing.assert_allclose(got.share[:-1], expected, atol=1e-12)
    assert got["higher order"] == pytest.approx(1 - sum(expected), abs=1e-12)
    assert got.names[4:6] == ("a × b", "a × c")


def test_one_hopeless_run_takes_everything_until_it_is_cut_off():
    table = np.sort(np.random.default_rng(1).gamma(1, size=24)).reshape(3, 4, 2)
    names, wild = ["a", "b", "c"], table.copy()
    wild[2, 3, 1] = 1e6
    assert table_importance(wild, names)["higher order"] > 0.2
    cut = table_importance(wild, names, quantile=0.95)  # the second largest of 24 is the 96 % point
    capped = table_importance(np.minimum(table, np.sort(table.ravel())[-2]), names)
    np.testing.assert_allclose(cut.share, capped.share)
    wild[2, 3, 1] = np.nan
    np.testing.assert_allclose(table_importance(wild, names, quantile=0.95).share, cut.share)
    with pytest.raises(ValueError, match="losses must be finite, got 1"):
        table_importance(wild, names)


@pytest.mark.parametrize("n_seeds", [2, 10])
def test_intervals_over_seeds_cover_as_they_say(n_seeds):
    a, b = np.linspace(-1, 1, 5)[:, None, None], np.linspace(-1, 1, 4)[:, None]
    table = 2 * a + b**2 + a * b + np.zeros(3)
    truth, rng, n_tables = variance_shares(table), np.random.default_rng(n_seeds), 200
    covered = np.zeros(len(truth))
    for _ in range(n_tables):
        noisy = table[..., None] + 0.3 * rng.normal(size=(*table.shape, n_seeds))
        got = table_importance(noisy, ["a", "b", "c"], seeds=True)
        covered += (got.low <= truth + 1e-12) & (truth - 1e-12 <= got.high)
        assert ((got.low <= got.share) & (got.share <= got.high)).all()
    three_errors = 3 * np.sqrt(0.95 * 0.05 / n_tables)
    real = truth > 0.01
    assert (abs(covered[real] / n_tables - 0.95) < three_errors).all()
    assert (covered[~real] / n_tables > 0.95 - three_errors).all()  # shares cannot fall below 0


def test_losses_of_any_size_have_the_same_shares():
    table = np.array([[0.0, 1.0], [3.0, 5.0]])
    share = table_importance(table, "ab").share
    for power in (-1000, 1000):
        np.testing.assert_array_equal(table_importance(np.ldexp(table, power), "ab").share, share)


UNUSABLE = [
    (np.ones((2, 2)), ["a"], {}, "must have 1 axes, got shape"),
    (np.ones((2, 2)), ["a", "b"], {}, "losses must differ"),
    (np.ones((2, 1)), ["a"], {"seeds": True}, "at least 2 seeds, got 1"),
    (np.eye(2), ["a", "b"], {"quantile": 0}, "quantile must be above 0"),
]


@pytest.mark.parametrize(("losses", "names", "options", "message"), UNUSABLE)
def test_what_cannot_be_analysed_says_so(losses, names, options, message):
    with pytest.raises(ValueError, match=message):
        table_importance(losses, names, **options)


def test_ranked_keeps_each_share_with_its_name_and_interval():
    share, low, high = np.array([0.2, 0.8]), np.array([0.1, 0.7]), np.array([0.3, 0.9])
    ranked = Importance(("a", "b"), share, low, high).ranked()
    assert (ranked.names, ranked["b"], ranked.low[0], ranked.high[0]) == (("b", "a"), 0.8, 0.7, 0.9)
    assert str(ranked).startswith("b ")
