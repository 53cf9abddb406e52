"""Folds against scikit-learn's, row for row, and against what folds promise."""

from functools import partial

import numpy as np
import pytest
import sklearn.model_selection
from hypothesis import given
from hypothesis import strategies as st

from hplearn.model_selection import KFold, StratifiedKFold
from hplearn.model_selection.folds import make_folds, take_params


def same_folds(ours, theirs, X, y=None):
    pairs = zip(ours.split(X, y), theirs.split(X, y), strict=True)
    return all(np.array_equal(a, b) for fold in pairs for a, b in zip(*fold, strict=True))


@given(n_samples=st.integers(2, 60), n_splits=st.integers(2, 12), seed=st.integers(0, 999))
def test_kfold_gives_scikit_learns_folds(n_samples, n_splits, seed):
    n_splits, X = min(n_splits, n_samples), np.zeros(n_samples)
    for options in ({}, {"shuffle": True, "random_state": seed}):
        theirs = sklearn.model_selection.KFold(n_splits, **options)
        assert same_folds(KFold(n_splits, **options), theirs, X)


LABELS = st.lists(st.sampled_from(["b", "a", "c"]), min_size=6, max_size=60)


@given(y=LABELS, n_splits=st.integers(2, 5), seed=st.integers(0, 999))
@pytest.mark.filterwarnings("ignore:The smallest class has", "ignore:The least populated class")
def test_stratified_gives_scikit_learns_folds(y, n_splits, seed):
    y = y + ["a"] * n_splits + ["b"]  # one class at least is large enough; two classes exist
    for options in ({}, {"shuffle": True, "random_state": seed}):
        theirs = sklearn.model_selection.StratifiedKFold(n_splits, **options)
        assert same_folds(StratifiedKFold(n_splits, **options), theirs, y, y)


@pytest.mark.parametrize("number", [np.float64(0.5), np.array(0.5)])
def test_a_number_that_fit_is_given_is_for_all_rows(number):
    assert take_params({"extra": number}, np.arange(2), 3) == {"extra": number}


def test_a_class_smaller_than_the_number_of_folds_is_announced():
    y = [0] * 10 + [1] * 2
    with pytest.warns(UserWarning, match="The smallest class has 2 members, fewer than n_splits=5"):
        list(StratifiedKFold(5).split(y, y))


def cut(folds, y):
    return list(folds.split(y, y))


N_SPLITS = r"n_splits must be (an integer|at least 2), got "
REFUSED = [
    *((partial(KFold, n_splits), N_SPLITS) for n_splits in (1, 2.5)),
    (partial(KFold, 5, random_state=3), "unless shuffle=True, got random_state=3"),
    (partial(cut, KFold(6), [0] * 5), "n_splits must be at most n_samples=5, got 6"),
    (partial(cut, StratifiedKFold(4), list("aaabb")), r"largest class, of sizes \[3, 2\], got 4"),
    (partial(cut, StratifiedKFold(2), [0.1, 0.2, 0.3, 0.4]), "y must hold class labels"),
    *((partial(make_folds, cv, np.zeros(4), None), "cv must") for cv in (3.5, [])),
]


@pytest.mark.parametrize(("call", "message"), REFUSED)
def test_folds_that_cannot_be_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
