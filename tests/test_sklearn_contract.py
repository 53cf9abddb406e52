"""scikit-learn's own contract, held by every estimator here."""

import pytest
import sklearn.linear_model
from sklearn.utils.estimator_checks import parametrize_with_checks

from hplearn import GridSearchCV, LogUniform, MLPClassifier, MLPRegressor, RandomizedSearchCV, Ridge
from hplearn.model_selection import BayesSearchCV, HalvingSearchCV, HyperbandSearchCV, TPESearchCV

ALPHAS, CS = {"alpha": LogUniform(0.1, 10)}, {"C": LogUniform(0.1, 10)}
LOGISTIC = sklearn.linear_model.LogisticRegression()
ESTIMATORS = [
    Ridge(),
    MLPClassifier(max_epochs=100, random_state=0),
    MLPRegressor(max_epochs=100, random_state=0),
    GridSearchCV(Ridge(), {"alpha": [0.1, 1.0]}),
]
OTHER_SEARCHES = [
    GridSearchCV(LOGISTIC, {"C": [0.1, 1.0]}),
    RandomizedSearchCV(LOGISTIC, CS, n_iter=2, cv=2, random_state=0),
    TPESearchCV(Ridge(), ALPHAS, n_trials=4, n_startup=3, cv=2, random_state=0),
    BayesSearchCV(Ridge(), ALPHAS, n_trials=4, n_startup=3, cv=2, random_state=0),
    HalvingSearchCV(LOGISTIC, CS, n_candidates=2, factor=2, cv=2, random_state=0),
    HyperbandSearchCV(Ridge(), ALPHAS, cv=2, random_state=0),
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:invalid value encountered in cast:RuntimeWarning",  # made by the checks themselves
        "ignore::sklearn.exceptions.SkipTestWarning",
    ),
]


@parametrize_with_checks(ESTIMATORS)
def test_estimator_contract(estimator, check):
    check(estimator)


@pytest.mark.ci
@parametrize_with_checks(OTHER_SEARCHES)
def test_contract_of_the_other_searches(estimator, check):
    check(estimator)
