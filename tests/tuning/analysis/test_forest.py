"""fANOVA on a forest: each tree against brute force, the forest against tables and analysis."""

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from sklearn.tree import DecisionTreeRegressor

from hplearn import SearchResult, Space, Trial, Uniform
from hplearn.tuning import digits_table
from hplearn.tuning.analysis.forest import forest_importance, tree_shares
from hplearn.tuning.analysis.importance import variance_shares


def searched(space, loss, n_trials, seed=0, budget=None):
    space, rng = Space(space), np.random.default_rng(seed)
    configs = [space.sample(rng) for _ in range(n_trials)]
    return SearchResult(tuple(Trial(i, c, budget, loss(c), 0.0) for i, c in enumerate(configs)))


def brute_force(tree, cells, widths):
    """Predict every cell of the space, and integrate the marginals over what they leave out."""
    shape = [len(width) for width in widths]
    predicted = tree.predict(np.array(list(product(*cells)))).reshape(shape)
    letters = "abc"[: len(shape)]
    weights = dict(zip(letters, widths, strict=True))

    def moments(kept):
        out = [x for x in letters if x not in kept]
        one = np.einsum(",".join([letters, *out]) + "->" + kept, predicted, *map(weights.get, out))
        rule = ",".join([kept, *kept]) + "->"
        kept = [weights[x] for x in kept]
        return np.einsum(rule, one**2, *kept) - np.einsum(rule, one, *kept) ** 2

    main = {x: moments(x) for x in letters}
    pairs = [moments(x + y) - main[x] - main[y] for x, y in combinations(letters, 2)]
    return np.array([*main.values(), *pairs]) / moments(letters)


def test_a_tree_of_numbers_and_options_equals_brute_force():
    rng = np.random.default_rng(2)
    points = rng.random((40, 3))
    points[:, 2] = (rng.integers(4, size=40) + 0.5) / 4
    loss = points[:, 0] * points[:, 1] + np.sin(9 * points[:, 2]) + rng.normal(size=40)
    tree = DecisionTreeRegressor(max_features=1, random_state=0).fit(points, loss)
    cells, widths = [], []
    for i in (0, 1):
        cuts = np.unique(tree.tree_.threshold[tree.tree_.feature == i])
        edges = np.concatenate([[0], cuts, [1]])
        cells.append((edges[1:] + edges[:-1]) / 2)
        widths.append(np.diff(edges))
    cells.append((np.arange(4) + 0.5) / 4)
    widths.append(np.full(4, 1 / 4))
    got = tree_shares(tree, [None, None, 4])
    np.testing.assert_allclose(got[:-1], brute_force(tree, cells, widths), atol=1e-12)
    assert got.sum() == pytest.approx(1)
    assert got[-1] > 0.01  # there is something of each kind to get wrong


def test_an_option_that_no_trial_took_goes_to_one_side_whole():
    points = [[1 / 6, 0.2], [5 / 6, 0.2], [5 / 6, 0.7]]
    tree = DecisionTreeRegressor().fit(points, [0.0, 10.0, 13.0])  # splits half-way, at option 2
    cells, widths = [[1 / 6, 1 / 2, 5 / 6], [0.2, 0.7]], [np.full(3, 1 / 3), [0.45, 0.55]]
    expected = brute_force(tree, cells, widths)
    np.testing.assert_allclose(tree_shares(tree, [3, None])[:-1], expected, atol=1e-6)  # 32 bits


@pytest.mark.slow
def test_the_digits_table_from_a_third_of_it():
    table = digits_table()
    truth = variance_shares(table.curves[..., -1])
    few, many = (searched(table.space, table.evaluate, n, seed=1) for n in (60, 200))
    few, many = (forest_importance(one, table.space, rng=0, n_resamples=20) for one in (few, many))
    assert abs(many.share - truth).max() < 0.08
    assert many.ranked().names[:2] == ("learning_rate", "batch_size × learning_rate")
    rate = many.names.index("learning_rate")
    assert many.low[rate] < truth[rate] < many.high[rate]
    assert many.high[rate] - many.low[rate] < few.high[rate] - few.low[rate]
    assert ((many.low <= many.share) & (many.share <= many.high)).all()


SPACE = {"x": Uniform(0, 1), "kind": ["a", "b"]}


def quick(result, space=SPACE, **options):
    return forest_importance(result, space, **{"rng": 0, "n_resamples": 1} | options)


def by_kind(config):
    return (config["kind"] == "b") + 0.1 * config["x"]


def test_only_the_largest_budget_counts():
    long = searched(SPACE, by_kind, 30, budget=9)
    short = searched(SPACE, lambda config: 100 * config["x"], 30, seed=1, budget=1)
    mixed = SearchResult(long.trials + short.trials)
    np.testing.assert_array_equal(quick(mixed).share, quick(long).share)


def test_a_branch_is_analysed_by_its_own_trials():
    one = searched(SPACE, by_kind, 30)
    other = searched({"depth": [1, 2, 3]}, lambda config: 1e6 * config["depth"], 10)
    both = SearchResult(other.trials + one.trials)
    np.testing.assert_array_equal(quick(both, Space(SPACE)).share, quick(one).share)


def test_failed_trials_are_the_worst_ones():
    def failing(config):
        return np.inf if config["kind"] == "b" else config["x"]

    found = searched(SPACE, failing, 40).trials
    trials = [replace(t, error="diverged") if np.isinf(t.loss) else t for t in found]
    with pytest.raises(ValueError, match="cut them with quantile"):
        quick(SearchResult(tuple(trials)))
    assert quick(SearchResult(tuple(trials)), quantile=0.4)["kind"] > 0.3


@pytest.mark.parametrize(("scale", "offset"), [(2.0**664, 0), (1.0, 2.0**30)])
def test_the_unit_and_the_origin_of_the_loss_do_not_matter(scale, offset):
    moved = searched(SPACE, lambda config: offset + scale * by_kind(config), 30)
    expected = quick(searched(SPACE, by_kind, 30)).share
    np.testing.assert_allclose(quick(moved).share, expected, atol=1e-5 if offset else 0)


@pytest.mark.parametrize("loss", [1e9, 1e200])
def test_a_diverged_trial_is_told_and_counted(loss):
    """One loss of 1e9 left resamples without it, where no tree could split: a crash."""
    trials = list(searched(SPACE, by_kind, 40).trials)
    trials[7] = replace(trials[7], loss=loss)
    result = SearchResult(tuple(trials))
    with pytest.warns(UserWarning, match="one trial holds nearly all .* cut it off with quantile"):
        record = quick(result, n_resamples=5)
    assert np.isfinite([record.low, record.share, record.high]).all()
    kind = record.names.index("kind")
    assert record.low[kind] < 0.5 < 0.9 < record.high[kind]  # with that trial, and without it
    assert quick(result, quantile=0.9)["kind"] > 0.6  # no warning: pytest makes it an error


def at(*xs):
    """Return a search that tried these x, with losses 0, 1, 2 and so on."""
    trials = (Trial(i, {"x": x}, None, float(i), 0.0) for i, x in enumerate(xs))
    return SearchResult(tuple(trials))


UNUSABLE = [
    (at(*[0.5] * 5), {"x": Uniform(0, 1)}, "trials must differ in configuration, all have"),
    (at(*0.5 + 1e-12 * np.arange(9)), {"x": Uniform(0, 1)}, "differ more in .*: no tree"),
    (searched(SPACE, by_kind, 3), SPACE, "at least 4 comparable trials, got 3"),
    (
        searched(SPACE, by_kind, 9),
        [SPACE, {"depth": [1, 2]}],
        "got 2 that do not share depth, kind, x: give",
    ),
]


@pytest.mark.parametrize(("result", "space", "message"), UNUSABLE)
def test_what_cannot_be_analysed_says_so(result, space, message):
    with pytest.raises(ValueError, match=message):
        quick(result, space)
