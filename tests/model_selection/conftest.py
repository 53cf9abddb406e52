"""Small searches of every kind, for what all of them do alike."""

from functools import partial

import pytest
from sklearn.naive_bayes import GaussianNB

from hplearn.model_selection import (
    BayesSearchCV,
    GridSearchCV,
    HalvingSearchCV,
    HyperbandSearchCV,
    RandomizedSearchCV,
    TPESearchCV,
)
from hplearn.tuning import LogUniform


def pytest_configure(config):
    """Name a mark of scikit-learn's test file, which test_sklearn_cases.py loads."""
    config.addinivalue_line("markers", "thread_unsafe: what it says to scikit-learn")


KINDS = {
    "random": (RandomizedSearchCV, {"n_iter": 4}),
    "tpe": (TPESearchCV, {"n_trials": 6, "n_startup": 3}),
    "bayes": (BayesSearchCV, {"n_trials": 5, "n_startup": 3}),
    "halving": (HalvingSearchCV, {"n_candidates": 4, "factor": 2}),
    "hyperband": (HyperbandSearchCV, {}),
}


def make_search(name, estimator=None, space=None, **options):
    """Return a search of that kind; a grid takes four values of each dimension."""
    space = {"var_smoothing": LogUniform(1e-9, 1.0)} if space is None else space
    estimator = GaussianNB() if estimator is None else estimator
    if name == "grid":
        lists = {name: dimension.grid(4) for name, dimension in space.items()}
        return GridSearchCV(estimator, lists, **{"cv": 3} | options)
    kind, settings = KINDS[name]
    return kind(estimator, space, **{"cv": 3, "random_state": 0} | settings | options)


@pytest.fixture(params=["grid", *KINDS])
def face(request):
    """Return what makes a search of each kind in turn."""
    return partial(make_search, request.param)


@pytest.fixture(params=KINDS)
def sampling_face(request):
    """Return what makes a search of each kind that samples, in turn."""
    return partial(make_search, request.param)
