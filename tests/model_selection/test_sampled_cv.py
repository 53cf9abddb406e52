"""Random search, TPE and Bayesian optimisation as estimators: where their configurations lie."""

from functools import partial

import numpy as np
import pytest
from scipy import stats
from sklearn.datasets import load_iris
from sklearn.svm import SVC

from hplearn import GridSearchCV, Ridge, bayes_search, cross_val_score, random_search, tpe_search
from hplearn.model_selection import BayesSearchCV, RandomizedSearchCV, TPESearchCV
from hplearn.tuning import Choice, Integer, LogUniform, SearchResult, Uniform

X, y = load_iris(return_X_y=True)


def test_lists_that_allow_no_more_are_tried_once_each():
    grid = {"C": [1, 10], "kernel": Choice(["linear", "rbf"])}
    search = RandomizedSearchCV(SVC(), grid, n_iter=4, random_state=0).fit(X, y)
    every = GridSearchCV(SVC(), grid).fit(X, y)
    assert search.cv_results_["params"] == every.cv_results_["params"]
    with pytest.warns(UserWarning, match="allow 4 configurations, fewer than n_iter=5"):
        search.set_params(n_iter=5).fit(X, y)
    first = {"C": 10, "kernel": "rbf"}
    search.set_params(n_iter=4, points=[first]).fit(X, y)
    params = search.cv_results_["params"]
    assert (params[0], len(params)) == (first, 4)
    assert all(config in params for config in every.cv_results_["params"])
    with pytest.warns(UserWarning, match="allow 4 configurations, fewer than n_trials=6"):
        search.set_params(n_iter=1, n_trials=6).fit(X, y)


def test_distinct_draws_are_spread_evenly_and_end_with_the_space():
    space = [{"x": [0, 1, 1]}, {"x": [3], "y": [0]}]  # an option that stands there twice counts so
    search = partial(random_search, lambda config, budget: 0.0, space, distinct=True)
    first = [search(1, rng=seed).best_config["x"] for seed in range(600)]
    assert stats.chisquare(np.bincount(first), [100, 200, 1e-9, 300]).pvalue > 0.01
    result = search(9, rng=0)
    assert sorted(trial.config["x"] for trial in result.trials) == [0, 1, 1, 3]
    result = random_search(lambda c, b: 0.0, {"x": Integer(-1, 3), "y": [0, 1]}, 12, distinct=True)
    assert len({(trial.config["x"], trial.config["y"]) for trial in result.trials}) == 10
    wanted = "space must be lists of values, or whole numbers, where draws are distinct"
    with pytest.raises(ValueError, match=wanted):
        random_search(lambda c, b: 0.0, {"x": Uniform(0, 9)}, distinct=True)
    with pytest.raises(ValueError, match="method must be random where draws are distinct"):
        search(method="sobol")


MIXED = [
    {"kernel": ["rbf"], "C": LogUniform(0.1, 10), "gamma": stats.loguniform(0.01, 1)},
    {"kernel": ["poly"], "degree": Integer(1, 3)},
]
LEARNING = {"n_trials": 8, "n_startup": 4, "in_flight": 2}


FUNCTIONS = [
    (RandomizedSearchCV, random_search, {"method": "sobol"}),
    (TPESearchCV, tpe_search, LEARNING | {"n_candidates": 5}),
    (BayesSearchCV, bayes_search, LEARNING),
]


@pytest.mark.parametrize(("kind", "function", "options"), FUNCTIONS)
def test_it_tries_what_the_search_function_tries(kind, function, options):
    def loss(config, budget):
        return -cross_val_score(SVC(**config), X, y, cv=3).mean()

    length = {"n_iter": 8} if kind is RandomizedSearchCV else {}
    search = kind(SVC(), MIXED, **options | length, cv=3, random_state=0).fit(X, y)
    result = function(loss, MIXED, **{"n_trials": 8} | options, rng=0)
    table = search.cv_results_
    assert table["params"] == [trial.config for trial in result.trials]
    assert search.best_score_ == -result.best_loss > 0.9
    np.testing.assert_array_equal(table["param_degree"].mask, ~table["param_gamma"].mask)
    assert isinstance(search.search_result_, SearchResult)


UNUSABLE = [
    (RandomizedSearchCV, {"n_trials": 0}, "n_trials must be at least 1, got 0"),
    (TPESearchCV, {"points": [{"beta": 1.0}]}, "beta"),
    (BayesSearchCV, {"param_distributions": {"alhpa": [1]}}, "Invalid parameter 'alhpa' for"),
    (RandomizedSearchCV, {"random_state": "seed"}, "seed"),
    (RandomizedSearchCV, {"timeout": 0}, "timeout must be a positive"),
    (RandomizedSearchCV, {"n_jobs": 0}, "n_jobs"),
]


@pytest.mark.parametrize(("kind", "options", "message"), UNUSABLE)
def test_an_option_that_cannot_be_used_is_named(kind, options, message):
    options = {"param_distributions": {"alpha": LogUniform(0.1, 10)}} | options
    with pytest.raises(ValueError, match=message):
        kind(Ridge(), **options).fit(X, X[:, 0])


def test_the_empty_grid_among_others_is_the_estimator_as_it_is():
    search = GridSearchCV(Ridge(), [{}, {"alpha": [5.0]}]).fit(X, y)
    assert search.cv_results_["params"] == [{}, {"alpha": 5.0}]
    for nothing in ({}, [{}], []):
        with pytest.raises(ValueError, match="a dict of at least one hyperparameter"):
            GridSearchCV(Ridge(), nothing).fit(X, y)


def test_a_tuple_in_a_grid_is_a_list_as_in_scikit_learn_and_a_range_is_not_guessed():
    search = GridSearchCV(Ridge(), [{"alpha": (0.1, 1.0)}]).fit(X, y)
    assert [config["alpha"] for config in search.cv_results_["params"]] == [0.1, 1.0]
    with pytest.raises(ValueError, match=r"write Uniform\(0.1, 1.0\) or \[0.1, 1.0\]"):
        RandomizedSearchCV(Ridge(), {"alpha": (0.1, 1.0)}).fit(X, y)
