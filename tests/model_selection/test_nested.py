"""Nested cross-validation equals scikit-learn's composition, and no search sees its test rows."""

import numpy as np
import pytest
import sklearn.linear_model
import sklearn.model_selection as theirs
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import load_diabetes, load_iris
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from hplearn import GridSearchCV, KFold, Ridge
from hplearn.model_selection.nested import nested_cross_val_score, nested_cross_validate
from hplearn.model_selection.refit_rules import one_standard_error

IRIS, DIABETES = load_iris(return_X_y=True), load_diabetes(return_X_y=True)
MODELS = {
    "ridge": (Ridge(), sklearn.linear_model.Ridge(), {"alpha": np.logspace(-4, 2, 7)}, DIABETES),
    "pipeline": (make_pipeline(StandardScaler(), SVC()),) * 2
    + ({"svc__C": [0.01, 1.0], "svc__kernel": ["rbf", "linear"]}, IRIS),
}


CASES = [("ridge", None), ("pipeline", None), pytest.param("pipeline", 2, marks=pytest.mark.ci)]


@pytest.mark.parametrize(("name", "n_jobs"), CASES)
def test_it_equals_scikit_learns_composition(name, n_jobs):
    ours, reference, grid, (X, y) = MODELS[name]
    got = nested_cross_validate(GridSearchCV(ours, grid, cv=3), X, y, cv=4, n_jobs=n_jobs)
    search = theirs.GridSearchCV(reference, grid, cv=3)
    expected = theirs.cross_validate(search, X, y, cv=4, return_estimator=True)
    np.testing.assert_allclose(got.test_score, expected["test_score"], rtol=0, atol=1e-10)
    assert list(got.best_params) == [one.best_params_ for one in expected["estimator"]]
    np.testing.assert_allclose(got.best_score, [one.best_score_ for one in expected["estimator"]])


def test_a_rule_may_choose_the_winner():
    X, y = DIABETES
    grid, rule = {"alpha": [0.01, 1.0, 100.0]}, one_standard_error("alpha")
    search = GridSearchCV(Ridge(), grid, refit=rule)
    got = nested_cross_validate(search, X, y, cv=3)
    folds = KFold(3).split(X)
    for (train, _), params, score in zip(folds, got.best_params, got.best_score, strict=True):
        inner = GridSearchCV(Ridge(), grid, refit=rule).fit(X[train], y[train])
        assert inner.best_params_ == params
        assert inner.cv_results_["mean_test_score"][inner.best_index_] == score


def test_scikit_learns_own_search_another_scorer_and_other_folds():
    X, y = IRIS
    search = theirs.GridSearchCV(SVC(), {"C": [0.1, 10]})
    options = {"cv": KFold(3, shuffle=True, random_state=0), "scoring": "balanced_accuracy"}
    got = nested_cross_val_score(search, X, y, **options)
    np.testing.assert_array_equal(got, theirs.cross_val_score(search, X, y, **options))
    assert not hasattr(search, "best_params_")  # the search given stays as it was


class Seen(ClassifierMixin, BaseEstimator):
    """Remembers which rows it was shown."""

    def __init__(self, depth=1):
        self.depth = depth

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        SHOWN.append(set(X[:, 0]))
        return self

    def predict(self, X):
        SHOWN.append(set(X[:, 0]))
        return np.zeros(len(X))


SHOWN = []


def test_no_search_sees_its_outer_test_rows_nor_splits_a_group():
    X, groups = np.arange(24.0)[:, None], np.repeat(np.arange(8), 3)
    y, outer = np.arange(24) % 2, list(theirs.GroupKFold(4).split(X, groups=groups))
    search = GridSearchCV(Seen(), {"depth": [1, 2]}, cv=theirs.GroupKFold(3))
    SHOWN.clear()
    nested_cross_val_score(search, X, y, groups=groups, cv=theirs.GroupKFold(4))
    per_fold = 2 * 2 * 3 + 2  # fit and predict, 2 configurations, 3 folds; refit and outer score
    assert len(SHOWN) == 4 * per_fold
    for number, (_, test) in enumerate(outer):
        *inside, last = SHOWN[number * per_fold : (number + 1) * per_fold]
        assert last == set(test)
        assert not set.union(*inside) & set(test)
        assert all(len(rows) % 3 == 0 for rows in inside)
