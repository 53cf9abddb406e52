"""Ridge regression: every penalty from one decomposition.

========== ================== ======================================================
symbol     here               meaning
========== ================== ======================================================
α          alpha              penalty on the squared coefficients; never the intercept
w          coef               coefficients, minimising ‖y - Xw‖² + α‖w‖²
XᵀX                           second moments, (n_features, n_features)
XXᵀ        kernel             the same seen from the rows, (n_samples, n_samples)
========== ================== ======================================================

The best w is ``(XᵀX + αI)⁻¹ Xᵀy``, which is also ``Xᵀ (XXᵀ + αI)⁻¹ y`` (Hoerl & Kennard, 1970;
Hastie, Tibshirani & Friedman, 2009, section 3.4.1): the smaller of the two matrices is decomposed,
once for every alpha. Inside, y has shape (n_samples, n_targets), and the last axis of what is
solved for counts the alphas.
"""

import numpy as np
from sklearn.base import BaseEstimator, MultiOutputMixin, RegressorMixin
from sklearn.utils.validation import check_is_fitted, check_X_y, validate_data

from hplearn.checks import is_number, require

SAFE_CONDITION = 1e5
"""Above this ratio of eigenvalues a Gram matrix, which squares the data's condition number, could
spoil more than the eleventh digit."""


def ridge_path(X, y, alphas, *, fit_intercept=True):
    """Return the ridge coefficients and intercepts for every alpha, from one decomposition.

    Parameters
    ----------
    X : array (n_samples, n_features)
    y : array (n_samples,) or (n_samples, n_targets)
    alphas : array (n_alphas,)
        Penalties, zero or above. At zero the answer is least squares, of the smallest norm
        where there are several.
    fit_intercept : bool
        Whether to fit a constant, which is not penalised.

    Returns
    -------
    coef : array (n_alphas, n_features) or (n_alphas, n_targets, n_features)
    intercept : array (n_alphas,) or (n_alphas, n_targets)

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
    X, y = check_X_y(X, y, dtype=np.float64, multi_output=True, y_numeric=True)
    coef, intercept = _path(X, _columns(y), _checked_alphas(alphas), fit_intercept)
    if len(coef) == 1:  # one target
        return coef[0].T, intercept[0]
    return np.moveaxis(coef, -1, 0), intercept.T


def ridge_folds(X, y, alphas, folds, *, fit_intercept=True):
    """Yield, fold by fold, the test predictions of every alpha.

    Parameters
    ----------
    X : array (n_samples, n_features)
    y : array (n_samples,) or (n_samples, n_targets)
    alphas : array (n_alphas,)
    folds : iterable of (train, test)
        Row numbers.
    fit_intercept : bool

    Yields
    ------
    array (n_alphas, n_test) or (n_alphas, n_test, n_targets)

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [3.0]], [0.0, 2.0, 4.0, 6.0]
    >>> next(ridge_folds(X, y, [0.0, 1e9], folds=[([0, 1, 2], [3])])).round(3)
    array([[6.],
           [2.]])
    """
    X, y = check_X_y(X, y, dtype=np.float64, multi_output=True, y_numeric=True)
    targets, alphas = _columns(y), _checked_alphas(alphas)
    if X.shape[1] > X.shape[0]:
        X = _square_factor(X, centred=fit_intercept)
    for train, test in folds:
        # With a training row as the origin, nothing cancels where rows lie far from zero.
        origin = X[train[0]] if fit_intercept else 0.0
        coef, intercept = _path(X[train] - origin, targets[train], alphas, fit_intercept)
        predictions = (X[test] - origin) @ coef + intercept[:, None]
        yield predictions[0].T if len(predictions) == 1 else predictions.T


def _square_factor(X, centred):
    """Return, for a wide X, a square L with ``LLᵀ = XXᵀ``; X itself where that would lose digits.

    No prediction changes, since ridge regression knows rows by their lengths and angles alone.
    """
    near = X - X.mean(axis=0) if centred else X
    kernel = _lifted(near @ near.T, centred)
    return np.linalg.cholesky(kernel) if np.linalg.cond(kernel, 1) < SAFE_CONDITION else X


def _path(X, y, alphas, fit_intercept):
    """Return coef (n_targets, n_features, n_alphas) and intercept (n_targets, n_alphas)."""
    if not fit_intercept:
        return _solve(X, y, alphas, centred=False), np.zeros((y.shape[1], len(alphas)))
    X_mean, y_mean = X.mean(axis=0), y.mean(axis=0)
    coef = _solve(X - X_mean, y - y_mean, alphas, centred=True)
    return coef, y_mean[:, None] - X_mean @ coef


def _solve(X, y, alphas, centred):
    """Return coef (n_targets, n_features, n_alphas)."""
    n_samples, n_features = X.shape
    try:
        if n_features <= n_samples:  # (XᵀX + αI)⁻¹ Xᵀy
            return _solve_shifted(X.T @ X, X.T @ y, alphas)
        return X.T @ _solve_shifted(_lifted(X @ X.T, centred), y, alphas)  # Xᵀ (XXᵀ + αI)⁻¹ y
    except np.linalg.LinAlgError:  # X = U diag(s) Vᵀ squares nothing: V diag(s / (s² + α)) Uᵀy
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        kept = s > np.finfo(float).eps * max(X.shape) * s[0]
        U, s, Vt = U[:, kept], s[kept, None], Vt[kept]
        return Vt.T @ ((U.T @ y).T[..., None] * (s / (s**2 + alphas)))


def _solve_shifted(matrix, rhs, alphas):
    """Return ``(matrix + alpha I)⁻¹ rhs`` for every alpha, (n_targets, n, n_alphas).

    In its eigenvectors V the matrix is diagonal, and so is every shifted one: V (Λ + αI)⁻¹ Vᵀ rhs.
    """
    eigenvalues, V = np.linalg.eigh(matrix)
    if not eigenvalues[-1] < SAFE_CONDITION * (eigenvalues[0] + alphas.min()):
        raise np.linalg.LinAlgError(f"the condition number is above {SAFE_CONDITION:g}")
    turned = (V.T @ rhs).T[..., None]  # (n_targets, n, 1)
    return V @ (turned / (eigenvalues[:, None] + alphas))


def _lifted(kernel, centred):
    """Give the constant vector, which a centred kernel sends to zero, a typical eigenvalue.

    Centred right-hand sides have no part along it, so no answer changes.
    """
    n_rows = len(kernel)
    return kernel + np.trace(kernel) / n_rows**2 if centred else kernel


def _columns(y):
    """Return y as floats of shape (n_samples, n_targets)."""
    if y.dtype.kind not in "biuf":
        raise ValueError(f"y must hold numbers, got {y.dtype} such as {y.flat[0]!r}")
    return y.astype(float).reshape(len(y), -1)


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


class Ridge(MultiOutputMixin, RegressorMixin, BaseEstimator):
    """Linear regression whose coefficients are pulled towards zero.

    Minimises ``sum((y - X @ coef - intercept)**2) + alpha * sum(coef**2)``. The first sum is not
    divided by the number of samples, so the same `alpha` weighs less on more data.

    Parameters
    ----------
    alpha : float
        Strength of the penalty, zero or above.
    fit_intercept : bool
        Whether to fit a constant, which is not penalised.

    Attributes
    ----------
    coef_ : array (n_features,) or (n_targets, n_features)
    intercept_ : float or array (n_targets,)
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
        """Return self, fitted to X (n_samples, n_features) and y, (n_samples,) or with columns."""
        require("alpha", self.alpha, is_number(self.alpha), "a number, zero or above")
        X, y = validate_data(self, X, y, dtype=np.float64, multi_output=True, y_numeric=True)
        coef, intercept = _path(X, _columns(y), _checked_alphas(self.alpha), self.fit_intercept)
        coef, intercept = coef[..., 0], intercept[:, 0]
        self.coef_ = coef if len(coef) > 1 else coef[0]  # shapes as scikit-learn's
        self.intercept_ = intercept if y.ndim == 2 else intercept[0]
        if not self.fit_intercept:
            self.intercept_ = 0.0
        return self

    def predict(self, X):
        """Return the predictions (n_samples,) or (n_samples, n_targets) for X."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, dtype=np.float64)
        return X @ self.coef_.T + self.intercept_

    def sweep_folds(self, X, y, configs, folds):
        """Yield each fold's predictions (n_configs, n_test); see `hplearn.models.Sweepable`."""
        alphas = [config.get("alpha", self.alpha) for config in configs]
        return ridge_folds(X, y, alphas, folds, fit_intercept=self.fit_intercept)
