"""Ridge regression: every penalty from one factorisation.

========== ================== ======================================================
symbol     here               meaning
========== ================== ======================================================
λ          alpha              penalty on the squared coefficients; never the intercept
w          coef               coefficients, minimising ‖y - Xw‖² + λ‖w‖²
XᵀX        gram               second moments, (n_features, n_features)
XXᵀ        kernel             the same seen from the rows, (n_samples, n_samples)
========== ================== ======================================================

The best w solves ``(XᵀX + λI) w = Xᵀy``. It is also ``Xᵀa``, where ``(XXᵀ + λI) a = y`` (Hoerl &
Kennard, 1970; Hastie, Tibshirani & Friedman, 2009, section 3.4.1). Either way λ only moves a
diagonal, and `solve_shifted` factorises once for every λ. Where the data are so ill-conditioned
that their products would lose digits, their singular values are used instead.
"""

from functools import partial
from numbers import Real

import numpy as np
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, check_X_y, validate_data

from hplearn.models.shifted import solve_shifted


def ridge_path(X, y, alphas, *, fit_intercept=True):
    """Return the ridge coefficients and intercepts for every alpha, from one factorisation.

    Parameters
    ----------
    X : array (n_samples, n_features)
    y : array (n_samples,)
    alphas : array (n_alphas,)
        Penalties, zero or above. At zero the answer is least squares, of the smallest norm
        where there are several.
    fit_intercept : bool
        Whether to fit a constant, which is never punished.

    Returns
    -------
    coef : array (n_alphas, n_features)
    intercept : array (n_alphas,)

    Raises
    ------
    ValueError
        For shapes that do not fit, values that are not finite, or a negative alpha.

    Examples
    --------
    The slope of two points is 1. A penalty of the same size as their spread halves it.

    >>> coef, intercept = ridge_path([[-1.0], [1.0]], [2.0, 4.0], alphas=[0.0, 2.0])
    >>> coef.ravel(), intercept
    (array([1. , 0.5]), array([3., 3.]))
    """
    X, y = check_X_y(X, y, dtype=np.float64, y_numeric=True)
    return _path(X, _as_numbers(y), _checked_alphas(alphas), fit_intercept)


def ridge_folds(X, y, alphas, folds, *, fit_intercept=True):
    """Yield, fold by fold, the test predictions of every alpha.

    What the folds share is computed once: the Gram matrix of all rows (its train part is that minus
    the rest), or, with more features than rows, the kernel (its train part is a block of it).

    Parameters
    ----------
    X : array (n_samples, n_features)
    y : array (n_samples,)
    alphas : array (n_alphas,)
    folds : iterable of (train, test)
        Row numbers.
    fit_intercept : bool

    Yields
    ------
    array (n_alphas, n_test)

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0.0, 2.0, 4.0, 6.0]
    >>> next(ridge_folds(X, y, [0.0, 1e9], folds=[([0, 1, 2], [3])])).round(3)
    array([[6.],
           [2.]])
    """
    X, y = check_X_y(X, y, dtype=np.float64, y_numeric=True)
    y, alphas = _as_numbers(y), _checked_alphas(alphas)
    # Numbers far from zero would cost their products digits.
    X_mean, y_mean = (X.mean(axis=0), y.mean()) if fit_intercept else (0.0, 0.0)
    X_near, y_near = X - X_mean, y - y_mean
    wide = X.shape[1] > X.shape[0]
    shared = X_near @ X_near.T if wide else (X_near, _moments(X_near, y_near))
    predict = partial(_dual_fold if wide else _primal_fold, shared)
    for train, test in folds:
        try:
            if np.ptp(y) > 1e3 * np.ptp(y[train]) > 0:
                raise np.linalg.LinAlgError("rows left out have taken digits from y")
            yield predict(y_near, alphas, train, test, fit_intercept) + y_mean
        except np.linalg.LinAlgError:
            coef, intercept = _path(X[train], y[train], alphas, fit_intercept)
            yield coef @ X[test].T + intercept[:, None]


def _path(X, y, alphas, fit_intercept):
    X_mean, y_mean = (X.mean(axis=0), y.mean()) if fit_intercept else (np.zeros(X.shape[1]), 0.0)
    coef = _solve_centred(X - X_mean, y - y_mean, alphas, lift=fit_intercept)
    return coef.T, y_mean - X_mean @ coef


def _moments(X, y):
    """Return all that ridge regression needs of some rows: how many, their sums and products."""
    return len(X), X.sum(axis=0), y.sum(), X.T @ X, X.T @ y


def _primal_fold(shared, y, alphas, train, test, fit_intercept):
    X, whole = shared
    left_out = np.ones(len(X), dtype=bool)
    left_out[train] = False
    if len(train) + left_out.sum() == len(X) and left_out.sum() < len(train):
        rest = _moments(X[left_out], y[left_out])
        n, X_sum, y_sum, gram, moment = (
            all_ - some for all_, some in zip(whole, rest, strict=True)
        )
    else:  # a row trains twice, or few rows train
        n, X_sum, y_sum, gram, moment = _moments(X[train], y[train])
    X_mean, y_mean = (X_sum / n, y_sum / n) if fit_intercept else (np.zeros_like(X_sum), 0.0)
    if fit_intercept:
        gram -= np.outer(X_sum, X_mean)
        moment -= y_sum * X_mean
    coef = solve_shifted(gram, moment, alphas, scale=np.linalg.norm(whole[3]))
    return (X[test] @ coef + (y_mean - X_mean @ coef)).T


def _dual_fold(kernel, y, alphas, train, test, fit_intercept):
    scale, y_mean = np.linalg.norm(kernel), 0.0
    if fit_intercept:
        row_mean, y_mean = kernel[:, train].mean(axis=1), y[train].mean()
        kernel = kernel - row_mean - row_mean[:, None] + row_mean[train].mean()
    train_kernel = _lifted(kernel[np.ix_(train, train)], fit_intercept)
    weights = solve_shifted(train_kernel, y[train] - y_mean, alphas, scale=scale)
    return (kernel[np.ix_(test, train)] @ weights + y_mean).T


def _solve_centred(X, y, alphas, lift):
    n_samples, n_features = X.shape
    try:
        if n_features <= n_samples:
            gram = X.T @ X
            return solve_shifted(gram, X.T @ y, alphas, scale=np.linalg.norm(gram))
        kernel = _lifted(X @ X.T, lift)
        return X.T @ solve_shifted(kernel, y, alphas, scale=np.linalg.norm(kernel))
    except np.linalg.LinAlgError:
        left, s, right = np.linalg.svd(X, full_matrices=False)
        kept = s > np.finfo(float).eps * max(X.shape) * s[0]
        left, s, right = left[:, kept], s[kept, None], right[kept]
        return right.T @ ((left.T @ y)[:, None] * (s / (s**2 + alphas)))


def _lifted(kernel, centred):
    """Give the constant vector, which a centred kernel sends to zero, a typical eigenvalue.

    Centred right-hand sides have no part along it, so no answer changes.
    """
    n_rows = len(kernel)
    return kernel + np.trace(kernel) / n_rows**2 if centred else kernel


def _as_numbers(y):
    if y.dtype.kind not in "biuf":
        raise ValueError(f"y must hold numbers, got {y.dtype} such as {y[0]!r}")
    return y.astype(float)


def _checked_alphas(alphas):
    try:
        alphas = np.atleast_1d(np.asarray(alphas, dtype=float))
    except (TypeError, ValueError):
        raise ValueError(f"alphas must be numbers, got {alphas!r}") from None
    if alphas.ndim != 1 or alphas.size == 0:
        raise ValueError(f"alphas must be a non-empty list of numbers, got shape {alphas.shape}")
    bad = alphas[~((alphas >= 0) & np.isfinite(alphas))]
    if bad.size:
        raise ValueError(f"alpha must be finite and zero or above, got {bad[0]}")
    return alphas


class Ridge(RegressorMixin, BaseEstimator):
    """Linear regression whose coefficients are pulled towards zero.

    Minimises ``sum((y - X @ coef - intercept)**2) + alpha * sum(coef**2)``. The first sum is not
    divided by the number of samples, so the same `alpha` weighs less on more data.

    Parameters
    ----------
    alpha : float
        Strength of the penalty, zero or above.
    fit_intercept : bool
        Whether to fit a constant, which is never punished.

    Attributes
    ----------
    coef_ : array (n_features,)
    intercept_ : float
    n_features_in_ : int

    References
    ----------
    Hoerl, A. E. & Kennard, R. W. (1970). Ridge Regression: Biased Estimation for Nonorthogonal
    Problems. Technometrics 12(1), 55-67.

    Examples
    --------
    >>> model = Ridge(alpha=2.0).fit([[-1.0], [1.0]], [2.0, 4.0])
    >>> model.coef_, model.predict([[3.0]])
    (array([0.5]), array([4.5]))
    """

    sweep_params = ("alpha",)

    def __init__(self, alpha=1.0, *, fit_intercept=True):
        self.alpha = alpha
        self.fit_intercept = fit_intercept

    def fit(self, X, y):
        """Return self, fitted to X (n_samples, n_features) and y (n_samples,)."""
        if not isinstance(self.alpha, Real) or isinstance(self.alpha, bool):
            raise ValueError(f"alpha must be a number, zero or above, got {self.alpha!r}")
        X, y = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        coef, intercept = _path(X, _as_numbers(y), _checked_alphas(self.alpha), self.fit_intercept)
        self.coef_, self.intercept_ = coef[0], intercept[0]
        return self

    def predict(self, X):
        """Return the predictions (n_samples,) for X (n_samples, n_features)."""
        check_is_fitted(self)
        return validate_data(self, X, reset=False, dtype=np.float64) @ self.coef_ + self.intercept_

    def sweep_folds(self, X, y, configs, folds):
        """Yield each fold's predictions (n_configs, n_test); see `hplearn.models.Sweepable`."""
        alphas = [config.get("alpha", self.alpha) for config in configs]
        return ridge_folds(X, y, alphas, folds, fit_intercept=self.fit_intercept)
