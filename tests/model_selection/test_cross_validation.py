"""The evaluate object of the faces: one configuration or a stack, on the folds, for a budget."""

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import SGDRegressor
from sklearn.svm import SVC

from hplearn import GridSearchCV, KFold, MLPClassifier, MLPRegressor
from hplearn.model_selection.cross_validation import CrossValidation, Data
from hplearn.model_selection.resources import Resource
from hplearn.model_selection.scoring import make_scoring
from hplearn.tuning.objective import Objective

X, y = load_iris(return_X_y=True)
TARGET = X[:, 3]
FOLDS = list(KFold(3, shuffle=True, random_state=0).split(X))


def objective(estimator, resource=None):
    data, scoring = Data(X[:, :3], TARGET, {}), make_scoring(estimator, None)
    return CrossValidation(estimator, data, FOLDS, scoring, resource=resource)


def test_where_no_stack_can_be_trained_each_configuration_is_fitted_alone():
    grid, options = {"alpha": [0.0, 1.0]}, {"max_epochs": 1, "random_state": 0}
    seen = []
    watched = MLPClassifier((2,), callback=seen.append, **options)  # no stack takes a callback
    search = GridSearchCV(watched, grid, cv=2).fit(X, y)
    assert len(seen) == 5  # two configurations on two folds, and the refit
    plain = GridSearchCV(MLPClassifier((2,), **options), grid, cv=2).fit(X, y)
    np.testing.assert_allclose(search.search_result_.losses, plain.search_result_.losses)


def test_a_budget_of_steps_is_a_hyperparameter():
    network, steps = MLPRegressor((4,), random_state=0), Resource("max_epochs", 1, 9)
    evaluate = objective(network, resource=steps)
    scores = [evaluate({"max_epochs": n, "alpha": 0.0})[0] for n in (3, 9)]
    assert [evaluate({"alpha": 0.0}, n)[0] for n in (3, 9)] == scores
    assert scores[0] < scores[1], "so that the budget shows"
    stack = [{"alpha": 0.0}, {"alpha": 1.0}]
    assert [evaluate.evaluate_many(stack, n)[0][0] for n in (3, 9)] == pytest.approx(scores)


def test_the_identity_has_no_address_and_leaves_nothing_out():
    def seeded(seed):
        model = SGDRegressor(random_state=np.random.RandomState(seed))
        return Objective(objective(model)).identity([])

    assert "0x" not in repr(seeded(0))
    assert seeded(0)["estimator"] == "SGDRegressor"
    assert seeded(0) == seeded(0) != seeded(1)
    weights = {f"class {number}": 1.0 for number in range(100)}
    one, other = SVC(class_weight=weights), SVC(class_weight=weights | {"class 60": 2.0})
    assert repr(one) == repr(other)
    one, other = (Objective(objective(model)).identity([]) for model in (one, other))
    assert one != other
