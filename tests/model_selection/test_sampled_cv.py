"""Random search, TPE and Bayesian optimisation as estimators: where their configurations lie."""

import numpy as np
import pytest
from scipy import stats
from sklearn.datasets import load_iris, make_regression
from sklearn.svm import SVC

from hplearn import GridSearchCV, Ridge
from hplearn.model_selection import BayesSearchCV, RandomizedSearchCV, TPESearchCV
from hplearn.tuning import Choice, Integer, LogUniform, SearchResult, random_search

LISTS = {"alpha": [0.1, 1.0]}
X, y = load_iris(return_X_y=True)


def test_lists_that_allow_no_more_are_tried_once_each():
    grid = {"C": [1, 10], "kernel": Choice(["linear", "rbf"])}
    search = RandomizedSearchCV(SVC(), grid, n_iter=4, random_state=0).fit(X, y)
    every = GridSearchCV(SVC(), grid).fit(X, y)
    assert search.cv_results_["params"] == every.cv_results_["params"]
    with pytest.warns(UserWarning, match="allow 4 configurations, fewer than n_iter=5"):
        search.set_params(n_iter=5).fit(X, y)
    branches = [{"kernel": ["linear"], "C": [1, 10]}, {"kernel": ["rbf"]}]
    search = RandomizedSearchCV(SVC(), branches, n_iter=3).fit(X, y)
    assert len(search.cv_results_["params"]) == 3
    assert search.cv_results_["param_C"].mask.tolist() == [False, False, True]


def test_from_lists_nothing_is_drawn_twice(tmp_path):
    branches = [
        {"kernel": ["linear"], "C": [1, 2, 3, 4]},
        {"kernel": ["rbf"], "gamma": range(1, 5)},
    ]
    point, log = {"kernel": "rbf", "gamma": 3}, tmp_path / "log"

    def drawn(n_iter, **options):
        search = RandomizedSearchCV(SVC(), branches, n_iter=n_iter, random_state=0, cv=2, **options)
        return search.fit(X, y).cv_results_["params"]

    configs = drawn(6, points=[point])
    assert len({tuple(sorted(config.items())) for config in configs}) == 6
    assert configs[0] == point
    assert drawn(4, points=[point], log=log) == configs[:4]
    assert drawn(6, points=[point], log=log) == configs


def test_distinct_draws_are_spread_evenly_and_end_with_the_space():
    space = [{"x": [0, 1, 1]}, {"x": [3], "y": [0]}]  # an option that stands there twice counts so
    first = [
        random_search(lambda c, b: 0.0, space, 1, distinct=True, rng=seed).best_config["x"]
        for seed in range(600)
    ]
    assert stats.chisquare(np.bincount(first), [100, 200, 1e-9, 300]).pvalue > 0.01
    result = random_search(lambda c, b: 0.0, space, 9, distinct=True, rng=0)
    assert sorted(trial.config["x"] for trial in result.trials) == [0, 1, 1, 3]
    with pytest.raises(ValueError, match="space must be lists of values where draws are distinct"):
        random_search(lambda c, b: 0.0, {"x": Integer(0, 9)}, distinct=True)
    with pytest.raises(ValueError, match="method must be random where draws are distinct"):
        random_search(lambda c, b: 0.0, space, distinct=True, method="sobol")


def test_distributions_of_scipy_are_drawn_from():
    space = {"alpha": stats.uniform(1, 3), "fit_intercept": [True, False]}
    search = RandomizedSearchCV(Ridge(), space, n_iter=40, random_state=0).fit(X, X[:, 0])
    alphas = np.array([config["alpha"] for config in search.cv_results_["params"]])
    assert stats.kstest(alphas, stats.uniform(1, 3).cdf).pvalue > 0.01
    assert {config["fit_intercept"] for config in search.cv_results_["params"]} == {True, False}
    depths = RandomizedSearchCV(SVC(), {"degree": stats.randint(1, 4)}, n_iter=12, random_state=0)
    drawn = depths.fit(X, y).cv_results_["param_degree"].data
    assert set(drawn.tolist()) == {1, 2, 3}
    assert drawn.dtype.kind == "i"


@pytest.mark.parametrize("method", ["halton", "sobol"])
def test_even_sequences_leave_smaller_gaps(method):
    space = {"alpha": LogUniform(1e-3, 1e3)}

    def largest_gap(method):
        search = RandomizedSearchCV(Ridge(), space, n_iter=32, method=method, random_state=0)
        alphas = search.fit(X, X[:, 0]).cv_results_["param_alpha"].data.astype(float)
        return np.diff(np.sort(np.log10(alphas))).max()

    assert largest_gap(method) < 0.6 * largest_gap("random")


@pytest.mark.parametrize("kind", [TPESearchCV, BayesSearchCV])
def test_searches_that_learn_gather_where_scores_are_high(kind):
    rows, target = make_regression(60, 40, noise=200.0, random_state=0)
    space = {"alpha": LogUniform(1e-4, 1e6)}
    search = kind(Ridge(), space, n_trials=25, n_startup=8, random_state=0).fit(rows, target)
    path = GridSearchCV(Ridge(), {"alpha": np.logspace(-4, 6, 200)}).fit(rows, target)
    best = np.log10(path.best_params_["alpha"])
    distance = np.abs(np.log10(search.cv_results_["param_alpha"].data.astype(float)) - best)
    assert np.median(distance[8:]) < 0.5 * np.median(distance[:8])
    assert search.best_score_ > path.best_score_ - 0.01
    assert isinstance(search.search_result_, SearchResult)


@pytest.mark.parametrize("kind", [TPESearchCV, BayesSearchCV])
def test_trials_in_flight_decide_and_not_the_workers(kind):
    space, options = {"alpha": LogUniform(1e-3, 1e3)}, {"n_trials": 14, "n_startup": 3}
    noise = np.random.default_rng(0).normal(size=150)
    one, two = (
        kind(Ridge(), space, in_flight=n, random_state=0, **options).fit(X, noise) for n in (1, 3)
    )
    assert one.cv_results_["params"][:3] == two.cv_results_["params"][:3]
    assert one.cv_results_["params"] != two.cv_results_["params"]


def test_mixed_spaces_with_branches_are_searched():
    space = [
        {"kernel": ["rbf"], "C": LogUniform(0.1, 10), "gamma": LogUniform(0.01, 1)},
        {"kernel": ["poly"], "degree": Integer(1, 3)},
    ]
    for kind in (TPESearchCV, BayesSearchCV):
        search = kind(SVC(), space, n_trials=10, n_startup=5, cv=3, random_state=0).fit(X, y)
        table = search.cv_results_
        np.testing.assert_array_equal(table["param_degree"].mask, ~table["param_gamma"].mask)
        assert search.best_score_ > 0.9


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        (RandomizedSearchCV, {"n_iter": 0}, "n_iter must be at least 1, got 0"),
        (RandomizedSearchCV, {"n_iter": 2.5}, "n_iter must be an integer, got 2.5"),
        (RandomizedSearchCV, {"method": "grid"}, "method must be random, halton or sobol"),
        (TPESearchCV, {"n_trials": 0}, "n_trials must be at least 1, got 0"),
        (BayesSearchCV, {"n_trials": 0}, "n_trials must be at least 1, got 0"),
        (TPESearchCV, {"points": [{"alpha": 99.0}]}, "99.0"),
        (TPESearchCV, {"points": [{"beta": 1.0}]}, "beta"),
        (RandomizedSearchCV, {"points": [{"alpha": 9}], "param_distributions": LISTS}, "9 lies"),
        (RandomizedSearchCV, {"random_state": "seed"}, "seed"),
        (RandomizedSearchCV, {"timeout": 0}, "timeout must be a positive"),
        (RandomizedSearchCV, {"n_jobs": 0}, "n_jobs"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(kind, options, message):
    options = {"param_distributions": {"alpha": LogUniform(0.1, 10)}} | options
    with pytest.raises(ValueError, match=message):
        kind(Ridge(), **options).fit(X, X[:, 0])
