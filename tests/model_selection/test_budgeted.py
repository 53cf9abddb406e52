"""Halving and Hyperband as estimators: who gets how much, and what the table says of it."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import uniform
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingRandomSearchCV, StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier

from hplearn.model_selection import HalvingSearchCV, HyperbandSearchCV
from hplearn.tuning import Uniform
from hplearn.tuning.searches.hyperband import hyperband_brackets

X, y = load_iris(return_X_y=True)


def test_from_lists_no_candidate_comes_twice():
    rows = {"resource": "steps", "max_resources": 27, "cv": 3, "random_state": 0}
    few = {"value": [0.1, 0.2, 0.3]}
    with pytest.warns(UserWarning, match="allow 3 configurations, fewer than n_candidates=27"):
        search = HalvingSearchCV(Recorder(), few, **rows).fit(X, y)
    assert sorted(search.cv_results_["param_value"][:3]) == few["value"]
    assert search.n_candidates_ == [3, 1]
    more = {"value": [k / 100 for k in range(30)]}
    search = HalvingSearchCV(Recorder(), more, **rows).fit(X, y)
    assert len(set(search.cv_results_["param_value"][:27])) == 27


class Recorder(ClassifierMixin, BaseEstimator):
    """Scores its `value`, and remembers what it was shown."""

    seen = []  # noqa: RUF012 -- read by the tests, cleared by each

    def __init__(self, value=0.5, steps=1):
        self.value, self.steps = value, steps

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        Recorder.seen.append((self.value, self.steps, X[:, 0].astype(int), y))
        return self

    def score(self, X, y):
        assert len(y) == 50  # who tests stays whole
        return self.value


class Lenient(Recorder):
    """Scores its `value` on any rows, as scikit-learn's halving draws them for the test, too."""

    def score(self, X, y):
        return self.value


ROWS = np.c_[np.arange(150), X]
SPACE = {"value": Uniform(0, 1)}
THREE = {"cv": StratifiedKFold(3), "random_state": 0, "refit": False}


@pytest.fixture(autouse=True)
def _forget():
    Recorder.seen.clear()


RUNGS = [
    ({}, [50, 150], [8, 2]),  # 150 rows over 2 * 3 folds * 3 classes is 8
    ({"n_candidates": 9}, [50, 150], [9, 3]),
    ({"n_candidates": 2, "min_resources": 10}, [10], [2]),
    ({"n_candidates": 2}, [150], [2]),
    ({"n_candidates": 8, "factor": 2}, [18, 37, 75, 150], [8, 4, 2, 1]),
    ({"n_candidates": 8, "factor": 2, "min_resources": 10}, [10, 20, 40, 80], [8, 4, 2, 1]),
    ({"min_resources": 17}, [17, 51], [8, 2]),
    ({"max_resources": 90, "min_resources": 10}, [10, 30, 90], [9, 3, 1]),
]


@pytest.mark.parametrize(("options", "resources", "candidates"), RUNGS)
def test_rungs_get_more_and_hold_fewer(options, resources, candidates):
    search = HalvingSearchCV(Recorder(), SPACE, **THREE | options).fit(ROWS, y)
    assert search.n_resources_ == resources
    assert search.n_candidates_ == candidates
    shown = Counter(len(rows) for _, _, rows, _ in Recorder.seen)
    sizes = [100 * amount // options.get("max_resources", 150) for amount in resources]
    assert shown == dict(zip(sizes, [3 * n for n in candidates], strict=True))
    table, rungs = search.cv_results_, np.arange(len(resources))
    np.testing.assert_array_equal(table["iter"], np.repeat(rungs, candidates))
    np.testing.assert_array_equal(table["n_resources"], np.repeat(resources, candidates))
    scores = [np.sort(table["mean_test_score"][table["iter"] == rung]) for rung in rungs]
    for before, after in pairwise(scores):
        np.testing.assert_array_equal(after, before[-len(after) :])
    assert search.best_score_ == table["mean_test_score"].max()
    assert table["iter"][search.best_index_] == len(resources) - 1


@pytest.mark.parametrize("least", [7, 20, 49, 75, 150])
@pytest.mark.parametrize("n_candidates", ["exhaust", 2, 9, 10, 30])
@pytest.mark.parametrize("factor", [2, 3])
def test_rungs_are_those_of_scikit_learn_and_cost_no_more(least, n_candidates, factor):
    options = {"min_resources": least, "n_candidates": n_candidates, "factor": factor} | THREE
    ours = HalvingSearchCV(Lenient(), SPACE, **options).fit(ROWS, y)
    space = {"value": uniform(0, 1)}
    theirs = HalvingRandomSearchCV(Lenient(), space, **options).fit(ROWS, y)
    assert ours.n_resources_ == theirs.n_resources_
    costs = [np.dot(search.n_resources_, search.n_candidates_) for search in (ours, theirs)]
    assert costs[0] <= costs[1]


def test_small_shares_are_parts_of_larger_ones_and_keep_the_classes():
    labels = np.repeat([0, 1, 2], [90, 45, 15])
    search = HalvingSearchCV(Recorder(), SPACE, min_resources=10, n_candidates=9, **THREE)
    search.fit(ROWS, labels)
    parts = {}
    for _, _, rows, shown in Recorder.seen:
        parts.setdefault(len(rows), set()).add(frozenset(rows))
        assert np.abs(np.bincount(shown) - len(rows) * np.array([0.6, 0.3, 0.1])).max() <= 1
    small, middle, large = (parts[size] for size in sorted(parts))
    assert len(small) == len(middle) == len(large) == 3  # one for each fold, alike for all
    for inner, outer in ((small, middle), (middle, large)):
        assert all(any(part < whole for whole in outer) for part in inner)


def test_a_hyperparameter_is_a_resource_and_part_of_the_winner():
    options = {"resource": "steps", "max_resources": 9, "n_candidates": 9, "refit": True}
    search = HalvingSearchCV(Recorder(), SPACE, **THREE | options).fit(ROWS, y)
    assert search.n_resources_ == [1, 3, 9]
    assert {steps for _, steps, _, _ in Recorder.seen} == {1, 3, 9}
    assert search.best_params_["steps"] == search.best_estimator_.steps == 9
    table = search.cv_results_
    np.testing.assert_array_equal(table["param_steps"].data, table["n_resources"])
    assert [config["steps"] for config in table["params"]] == table["n_resources"].tolist()


@pytest.mark.parametrize(("least", "most", "factor"), [(2, 17, 2), (10, 150, 3)])
def test_hyperband_runs_its_brackets(least, most, factor):
    options = {"min_resources": least, "max_resources": most, "factor": factor, "resource": "steps"}
    search = HyperbandSearchCV(Recorder(), SPACE, **THREE | options).fit(ROWS, y)
    table = search.cv_results_
    n_units = most // least
    wanted = [
        (len(bracket) - 1, rung, budget * most // n_units)
        for bracket in hyperband_brackets(n_units, factor)
        for rung, (n, budget) in enumerate(bracket)
        for _ in range(n)
    ]
    found = zip(table["bracket"], table["iter"], table["n_resources"], strict=True)
    assert [tuple(map(int, row)) for row in found] == wanted
    assert max(table["n_resources"]) == most
    assert min(table["n_resources"]) >= least
    assert table["n_resources"][search.best_index_] == most


def test_kernels_and_rows_without_a_target_are_cut_too():
    distances = np.linalg.norm(X[:, None] - X, axis=-1)
    model = KNeighborsClassifier(metric="precomputed")
    search = HalvingSearchCV(model, {"n_neighbors": [1, 3, 5, 7]}, n_candidates=4, random_state=0)
    assert search.fit(distances, y).predict(distances).shape == (150,)
    model, space = KMeans(n_init=1, random_state=0), {"n_clusters": [2, 3, 4]}
    search = HalvingSearchCV(model, space, n_candidates=3, random_state=0)
    assert search.fit(X).best_params_["n_clusters"] > 2


UNUSABLE = [
    ({"resource": "stepz"}, "resource must be .* hyperparameter of Recorder, got 'stepz'"),
    ({"resource": "value", "max_resources": 9}, "resource must not be searched as well"),
    ({"resource": "steps"}, "max_resources must be a number for resource='steps'"),
    ({"max_resources": 151}, "max_resources must be from 1 to 150, got 151"),
    ({"min_resources": 90, "max_resources": 80}, "min_resources must be from 1 to 80, got 90"),
    ({"factor": 1}, "factor must be at least 2, got 1"),
]


@pytest.mark.parametrize(("options", "message"), UNUSABLE)
@pytest.mark.parametrize("kind", [HalvingSearchCV, HyperbandSearchCV])
def test_a_resource_that_cannot_be_used_is_named(kind, options, message):
    with pytest.raises(ValueError, match=message):
        kind(Recorder(), SPACE, **THREE | options).fit(ROWS, y)
