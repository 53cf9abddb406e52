"""scikit-learn's own contract, held by every estimator here."""

import pytest
import sklearn.linear_model
from sklearn.utils.estimator_checks import parametrize_with_checks

from hplearn import GridSearchCV, MLPClassifier, MLPRegressor, Ridge

ESTIMATORS = [
    Ridge(),
    MLPClassifier(max_epochs=100, random_state=0),
    MLPRegressor(max_epochs=100, random_state=0),
    GridSearchCV(Ridge(), {"alpha": [0.1, 1.0]}),
    GridSearchCV(sklearn.linear_model.LogisticRegression(), {"C": [0.1, 1.0]}),
]


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore:invalid value encountered in cast:RuntimeWarning",  # made by the checks themselves
    "ignore::sklearn.exceptions.SkipTestWarning",
)
@parametrize_with_checks(ESTIMATORS)
def test_estimator_contract(estimator, check):
    check(estimator)
