"""Importance on full tables: against least squares, laws, and simulated seeds."""

from itertools import combinations, product

import numpy as np
import pytest

from hplearn.models.digits_curves import GRID, learning_curves
from hplearn.tuning.analysis.importance import (
    Importance,
    table_importance,
    variance_shares,
)


def column(values, axis, n_axes=3):
    return np.reshape(values, [-1 if i == axis else 1 for i in range(n_axes)])


def additive():
    parts = [column([0, 1, 5], 0), column([2.0, 7, 1, 1], 1), column([3, 3.5], 2)]
    return parts, sum(parts)


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
    pairs = [explained(table, pair) - main[pair[0]] - main[pair[1]] for pair in PAIRS]
    expected = [*main.values(), *pairs]
    np.testing.assert_allclose(got.share[:-1], expected, atol=1e-12)
    assert got["higher order"] == pytest.approx(1 - sum(expected), abs=1e-12)
    assert got.names[4:6] == ("a × b", "a × c")


PAIRS = list(combinations(range(4), 2))


def test_an_additive_table_has_no_pairs():
    parts, table = additive()
    got = table_importance(table, ["a", "b", "c"])
    np.testing.assert_allclose(got.share[:3], [p.var() / table.var() for p in parts], atol=1e-14)
    np.testing.assert_allclose(got.share[3:], 0, atol=1e-14)


def test_parity_belongs_to_the_pair_or_to_higher_order():
    bit = np.array([-1.0, 1.0])
    pair = table_importance(bit[:, None] * bit, ["a", "b"])
    triple = table_importance(column(bit, 0) * column(bit, 1) * column(bit, 2), ["a", "b", "c"])
    np.testing.assert_allclose(pair.share, [0, 0, 1, 0], atol=1e-15)
    np.testing.assert_allclose(triple.share, [0, 0, 0, 0, 0, 0, 1], atol=1e-15)


def test_a_valley_counts_although_it_has_no_slope():
    table = np.array([1.0, 0, 1])[:, None] + 0.1 * np.array([0.0, 1])
    assert np.corrcoef([0, 1, 2], table.mean(axis=1))[0, 1] == pytest.approx(0, abs=1e-15)
    assert table_importance(table, ["a", "b"])["a"] > 0.95


def test_one_hopeless_run_takes_everything_until_it_is_cut_off():
    _, table = additive()
    names, wild = ["a", "b", "c"], table.copy()
    wild[2, 1, 1] = 1e6
    assert table_importance(wild, names)["higher order"] > 0.2
    cut = table_importance(wild, names, quantile=0.95)  # the second largest of 24 is the 96 % point
    np.testing.assert_allclose(
        cut.share, table_importance(np.minimum(table, np.sort(table.ravel())[-2]), names).share
    )
    wild[2, 1, 1] = np.nan
    np.testing.assert_allclose(table_importance(wild, names, quantile=0.95).share, cut.share)
    with pytest.raises(ValueError, match="losses must be finite, got 1"):
        table_importance(wild, names)


@pytest.mark.parametrize("n_seeds", [2, 3, 10])
def test_intervals_over_seeds_cover_as_they_say(n_seeds):
    a, b = np.linspace(-1, 1, 5)[:, None, None], np.linspace(-1, 1, 4)[:, None]
    table = 2 * a + b**2 + a * b + np.zeros(3)
    truth, rng, n_tables = variance_shares(table), np.random.default_rng(n_seeds), 400
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


def test_the_digits_table():
    errors = 1 - learning_curves().val_accuracy[..., -1].astype(float)
    got = table_importance(errors, list(GRID), seeds=True)
    assert got.share.sum() == pytest.approx(1)
    order = got.ranked().names
    assert order[:2] == ("learning_rate", "batch_size × learning_rate")
    assert 0.4 < got.low[3] < got["learning_rate"] < got.high[3] < 0.6
    better_half = table_importance(errors, list(GRID), seeds=True, quantile=0.5)
    assert better_half["hidden"] > 2 * got["hidden"]
    assert str(got).startswith("learning_rate               0.502  (0.4")


def test_losses_of_any_size_have_the_same_shares():
    table = np.array([[0.0, 1.0], [3.0, 5.0]])
    share = table_importance(table, "ab").share
    for power in (-1000, 1000):
        np.testing.assert_array_equal(table_importance(np.ldexp(table, power), "ab").share, share)


@pytest.mark.parametrize(
    ("losses", "names", "options", "message"),
    [
        (np.ones((2, 2)), ["a"], {}, "must have 1 axes, got shape"),
        (np.ones((2, 2)), ["a", "b"], {}, "losses must differ"),
        (np.ones((2, 2)), ["a", "b"], {"seeds": True}, "must have 3 axes"),
        (np.ones((2, 1)), ["a"], {"seeds": True}, "at least 2 seeds, got 1"),
        (np.eye(2), ["a", "b"], {"quantile": 0}, "quantile must be above 0"),
        (1.0, [], {}, "must have 0 axes"),
    ],
)
def test_what_cannot_be_analysed_says_so(losses, names, options, message):
    with pytest.raises(ValueError, match=message):
        table_importance(losses, names, **options)


def test_ranked_keeps_each_share_with_its_name_and_interval():
    record = Importance(
        ("a", "b"), np.array([0.2, 0.8]), np.array([0.1, 0.7]), np.array([0.3, 0.9])
    )
    ranked = record.ranked()
    assert (ranked.names, ranked["b"], ranked.low[0], ranked.high[0]) == (("b", "a"), 0.8, 0.7, 0.9)
