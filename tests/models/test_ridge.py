"""Ridge against scikit-learn, theory, and itself by another route."""

from functools import partial

import numpy as np
import pytest
import sklearn.linear_model
from sklearn.base import clone

from hplearn.model_selection import KFold
from hplearn.models import Ridge, ridge_folds, ridge_path

ALPHAS = np.logspace(-4, 4, 9)


def random_data(n_samples, n_features, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n_samples, n_features))
    return X, X @ rng.normal(size=n_features) + rng.normal(size=n_samples) + 3


each_shape = pytest.mark.parametrize("shape", [(100, 1), (50, 50), (30, 80)])
with_and_without = pytest.mark.parametrize("fit_intercept", [True, False])


@with_and_without
@each_shape
def test_path_equals_one_least_squares_fit_per_alpha(shape, fit_intercept):
    # Ridge is least squares on data with sqrt(alpha) times the identity appended as extra rows.
    X, y = random_data(*shape)
    coef, intercept = ridge_path(X, y, ALPHAS, fit_intercept=fit_intercept)
    for k, alpha in enumerate(ALPHAS):
        constant = np.full((len(X), 1), float(fit_intercept))
        rows = np.hstack([np.sqrt(alpha) * np.eye(shape[1]), np.zeros((shape[1], 1))])
        augmented = np.vstack([np.hstack([X, constant]), rows])
        w = np.linalg.lstsq(augmented, np.append(y, np.zeros(shape[1])), rcond=None)[0]
        np.testing.assert_allclose(coef[k], w[:-1], rtol=1e-8, atol=1e-9)
        np.testing.assert_allclose(intercept[k], w[-1] * fit_intercept, rtol=1e-8, atol=1e-9)


@with_and_without
@each_shape
def test_folds_equal_a_fit_of_their_own(shape, fit_intercept):
    X, y = random_data(*shape)
    repeated = (np.random.default_rng(1).integers(0, 25, size=60), np.arange(25, 30))
    left_out = (np.arange(10), np.arange(20, 25))
    folds = [*KFold(5, shuffle=True, random_state=0).split(X), repeated, left_out]
    swept = ridge_folds(X, y, ALPHAS, folds, fit_intercept=fit_intercept)
    for (train, test), predictions in zip(folds, swept, strict=True):
        for k, alpha in enumerate(ALPHAS):
            alone = Ridge(alpha, fit_intercept=fit_intercept).fit(X[train], y[train])
            np.testing.assert_allclose(predictions[k], alone.predict(X[test]), atol=1e-11)


@pytest.mark.parametrize("shape", [(40, 6), (6, 40)])
def test_folds_of_nearly_equal_rows_equal_a_fit_of_their_own(shape):
    # Condition number 1e6, in columns or in rows: products would leave four digits.
    X, y = random_data(*shape)
    near = X if shape[0] < shape[1] else X.T
    near[1] = near[0] + 1e-6 * near[1]
    folds = list(KFold(3).split(X))
    for (train, test), predictions in zip(folds, ridge_folds(X, y, [1e-9], folds), strict=True):
        theirs = sklearn.linear_model.Ridge(1e-9, solver="svd").fit(X[train], y[train])
        np.testing.assert_allclose(predictions[0], theirs.predict(X[test]), rtol=1e-6)


@with_and_without
@pytest.mark.parametrize("n_targets", [None, 1, 3])
@pytest.mark.parametrize("shape", [(30, 5), (20, 40)])
def test_several_targets_equal_scikit_learn(shape, n_targets, fit_intercept):
    X, y = random_data(*shape)
    if n_targets:
        y = y[:, None] + X[:, :n_targets]
    kinds = Ridge, sklearn.linear_model.Ridge
    ours, theirs = (kind(2.0, fit_intercept=fit_intercept).fit(X, y) for kind in kinds)
    for name in ("coef_", "intercept_"):
        found, expected = getattr(ours, name), getattr(theirs, name)
        np.testing.assert_allclose(found, expected, rtol=1e-9, strict=True)
    coef, intercept = ridge_path(X, y, [1.0, 2.0], fit_intercept=fit_intercept)
    np.testing.assert_allclose(coef[1], ours.coef_, rtol=1e-12)
    np.testing.assert_allclose(intercept[1], np.squeeze(ours.intercept_), rtol=1e-12)
    fold = (np.arange(15), np.arange(15, 20))
    (predictions,) = ridge_folds(X, y, [1.0, 2.0], [fold], fit_intercept=fit_intercept)
    alone = clone(ours).fit(X[:15], y[:15]).predict(X[15:20])
    np.testing.assert_allclose(predictions[1], alone, rtol=1e-9)


@pytest.mark.parametrize("kind", ["wide", "collinear"])
def test_alpha_zero_is_the_shortest_least_squares(kind):
    X, y = random_data(20, 40 if kind == "wide" else 3)
    if kind == "collinear":
        X = np.hstack([X, X @ np.ones((3, 1))])
    for alphas in ([0], [0, 1e-12]):  # each takes a route of its own
        coef, _ = ridge_path(X, y, alphas)
        shortest = np.linalg.pinv(X - X.mean(0)) @ (y - y.mean())
        np.testing.assert_allclose(coef[0], shortest, atol=1e-12)


@pytest.mark.parametrize("shape", [(60, 5), (30, 80)])
def test_targets_far_off_cost_no_digit(shape):
    X, y = random_data(*shape)
    y, shift = np.round(y * 2**20) / 2**20, 2.0**30  # so that y + shift is exact
    folds = list(KFold(3).split(X))
    near, far = ridge_folds(X, y, ALPHAS, folds), ridge_folds(X, y + shift, ALPHAS, folds)
    for here, there in zip(near, far, strict=True):
        np.testing.assert_allclose(there - shift, here, rtol=0, atol=1e-6)  # 1e-16 * 2**30 each


@pytest.mark.parametrize("alphas", [[0], [0, 1e-20]])
def test_nearly_collinear_columns_keep_their_digits(alphas):
    # Condition number 1e6: a Gram matrix, with its 1e12, would leave four digits.
    X, y = random_data(50, 2)
    X[:, 1] = X[:, 0] + 1e-6 * X[:, 1]
    coef, _ = ridge_path(X, y, alphas)
    least_squares = np.linalg.lstsq(X - X.mean(0), y - y.mean(), rcond=None)[0]
    np.testing.assert_allclose(coef[0], least_squares, rtol=1e-8)


@pytest.mark.parametrize("shape", [(10, 2), (3, 8)])
@pytest.mark.parametrize("alpha", [0.0, 1.0])
def test_constant_columns_have_no_coefficient(shape, alpha):
    y = np.arange(float(shape[0]))
    coef, intercept = ridge_path(np.ones(shape), y, [alpha])
    np.testing.assert_array_equal(coef, 0)
    assert intercept == y.mean()


A_NUMBER = "alpha must be a number, zero or above, got"
FINITE = "alpha must be finite and zero or above, got"
PENALTIES = [
    (Ridge("1").fit, A_NUMBER),
    (Ridge(-1).fit, f"{FINITE} -1.0"),
    (lambda X, y: ridge_path(X, y, [1, np.inf]), f"{FINITE} inf"),
    *((partial(ridge_path, alphas=bad), "alphas must be") for bad in ([[1.0]], ["strong"])),
]


@pytest.mark.parametrize(("call", "message"), PENALTIES)
def test_a_penalty_is_a_number_finite_and_not_negative(call, message):
    with pytest.raises(ValueError, match=message):
        call(*random_data(10, 2))


BAD_DATA = [
    (lambda X, y: (X[:5], y), "inconsistent numbers of samples"),
    (lambda X, y: (np.where(X[0, 0] == X, np.nan, X), y), "Input X contains NaN"),
    (lambda X, y: (X, y.astype(str)), "y must hold numbers, got <U32 such as"),
]


@pytest.mark.parametrize(("change", "message"), BAD_DATA)
def test_bad_data_is_named(change, message):
    X, y = change(*random_data(10, 2))
    for call in (lambda: Ridge().fit(X, y), lambda: ridge_path(X, y, [1.0])):
        with pytest.raises(ValueError, match=message):
            call()


def test_outliers_among_rows_that_do_not_train_spoil_nothing():
    # All rows' Gram matrix minus the fold's would cancel 16 digits, and so would their means.
    X, y = random_data(50, 3)
    X[0] *= 1e8
    X[7, 1], y[8] = 1e18, 1e15  # no fold uses these
    fold = (np.arange(10, 50), np.arange(5))
    predictions = next(ridge_folds(X, y, [1.0], [fold]))
    alone = sklearn.linear_model.Ridge(1.0).fit(X[10:], y[10:]).predict(X[:5])
    np.testing.assert_allclose(predictions[0], alone, rtol=1e-6)
