"""Gaussian process regression: a curve through a few losses, and how unsure it is in between.

====== ============== ==========================================================
symbol here           meaning
====== ============== ==========================================================
X, y   X, y           where the loss was measured (n_points, n_dims), and what it was
X*     X_new          where it is asked for (n_new, n_dims)
ℓ      length_scale   how far, along each dimension, the loss hardly changes (n_dims,)
s²     amplitude      variance of the loss over the space
σ²     noise          variance of one measurement around it
m      mean           what the loss is expected to be where nothing is known
r      r              distance between two points, in length scales
k      matern52       correlation of the losses at two points
K      K              covariance of the measurements, ``s² k(X, X) + σ² I``
L      factor         lower triangle with ``L Lᵀ = K``
w      weights        ``K⁻¹ (y - m)``
θ                     the logarithms of ℓ, s² and σ²
====== ============== ==========================================================

What is known after the measurements (Rasmussen & Williams, 2006, algorithm 2.1):

- the mean at X* is ``m + s² k(X*, X) w``;
- its variance is ``s²`` less what X tells: ``s² - Σ v²``, where ``L v = s² k(X, X*)``;
- the log marginal likelihood is ``-(y - m)ᵀ w / 2 - Σ log Lᵢᵢ - n log(2π) / 2``. It is large where
  the model neither misses the measurements nor could have explained everything else as well.

The θ that is taken maximises it plus the log of a weak prior on θ. The likelihood weighs fit
against flexibility by itself; the prior matters only where few points say nothing, and keeps a
length scale from running off to infinity.
"""

from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from scipy.linalg import LinAlgError, cho_solve, cholesky, solve_triangular
from scipy.optimize import minimize
from scipy.spatial.distance import cdist

from hplearn.checks import require

# For X in the unit cube and y of variance 1: typical, spread of the logarithm, lowest, highest
LENGTH_SCALE = (0.5, 1.0, 0.02, 50.0)
AMPLITUDE = (1.0, 1.0, 0.02, 50.0)
NOISE = (1e-4, 3.0, 1e-6, 1.0)


def matern52(A, B, length_scale):
    """Return the Matérn-5/2 correlation of every row of A with every row of B.

    Functions drawn from it have two derivatives: smooth, but not as stiff as analytic ones.

    Parameters
    ----------
    A, B : array (n_a, n_dims), (n_b, n_dims)
    length_scale : array (n_dims,) or float
        Positive.

    Returns
    -------
    array (n_a, n_b)
        ``(1 + √5 r + 5 r² / 3) exp(-√5 r)``.

    References
    ----------
    C. E. Rasmussen & C. K. I. Williams, 2006, Gaussian Processes for Machine Learning, eq. 4.17.

    Examples
    --------
    >>> matern52([[0.0]], [[0.0], [0.5], [1.0]], length_scale=0.5).round(4)
    array([[1.    , 0.524 , 0.1387]])
    """
    r = cdist(np.divide(A, length_scale), np.divide(B, length_scale))
    return (1 + np.sqrt(5) * r + 5 / 3 * r**2) * np.exp(-np.sqrt(5) * r)


def stable_cholesky(K):
    """Return the lower Cholesky factor of K, its diagonal raised a little where K needs it.

    Two points that nearly coincide make K singular to rounding. The diagonal then grows by 1e-12
    of its mean, 1e-11, and so on, until the factor exists; 1e-3 is the last.

    >>> stable_cholesky([[1.0, 1.0], [1.0, 1.0]]).round(3)
    array([[1., 0.],
           [1., 0.]])
    """
    K = np.asarray(K, dtype=float)
    for jitter in (0.0, *10.0 ** np.arange(-12, -2)):
        with suppress(LinAlgError):
            return cholesky(K + jitter * K.trace() / len(K) * np.eye(len(K)), lower=True)
    raise LinAlgError(f"K must be positive semidefinite, got eigenvalues {np.linalg.eigvalsh(K)}")


@dataclass(frozen=True)
class GaussianProcess:
    """A distribution over functions, before any of their values is known.

    Parameters
    ----------
    length_scale : array (n_dims,) or float
        Positive; a float serves every dimension.
    amplitude : float
        Variance of the function, positive.
    noise : float
        Variance of one measurement, zero or above.
    mean : float
        What the function is expected to be.

    Examples
    --------
    At a measurement the loss is certain; far away it is as uncertain as before:

    >>> posterior = GaussianProcess(length_scale=0.1, mean=5.0).fit([[0.2], [0.5]], [3.0, 4.0])
    >>> mean, sd = posterior.predict([[0.2], [9.0]])
    >>> mean.round(6), sd.round(6)
    (array([3., 5.]), array([0., 1.]))
    """

    length_scale: np.ndarray | float
    amplitude: float = 1.0
    noise: float = 0.0
    mean: float = 0.0

    def __post_init__(self):
        """Check the signs."""
        is_positive = np.all(np.asarray(self.length_scale) > 0)
        require("length_scale", self.length_scale, is_positive, "positive")
        require("amplitude", self.amplitude, self.amplitude > 0, "positive")
        require("noise", self.noise, self.noise >= 0, "zero or above")

    def fit(self, X, y):
        """Return the `Posterior` after measuring `y` (n_points,) at `X` (n_points, n_dims).

        Raises
        ------
        ValueError
            When the shapes do not fit, those of the length scales neither, or a number is not
            finite.
        """
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        if X.ndim != 2 or y.shape != X.shape[:1]:
            shapes = f"{X.shape} and {y.shape}"
            raise ValueError(f"X must be (n_points, n_dims) and y (n_points,), got {shapes}")
        if not (np.isfinite(X).all() and np.isfinite(y).all()):
            raise ValueError(f"X and y must be finite, got {y.tolist()} at {X.tolist()}")
        fits = np.shape(self.length_scale) in ((), X.shape[1:])
        require("length_scale", self.length_scale, fits, f"a number or {X.shape[1]} of them")
        K = self.amplitude * matern52(X, X, self.length_scale) + self.noise * np.eye(len(X))
        factor = stable_cholesky(K)
        return Posterior(self, X, y, factor, cho_solve((factor, True), y - self.mean))


@dataclass(frozen=True, eq=False)
class Posterior:
    """A Gaussian process after measurements; made by `GaussianProcess.fit`.

    Parameters
    ----------
    prior : GaussianProcess
    X : array (n_points, n_dims)
    y : array (n_points,)
    factor : array (n_points, n_points)
    weights : array (n_points,)

    Examples
    --------
    >>> posterior = GaussianProcess(length_scale=0.3, noise=0.1).fit([[0.0], [1.0]], [1.0, -1.0])
    >>> round(posterior.log_marginal_likelihood.item(), 4)
    -2.8553
    """

    prior: GaussianProcess
    X: np.ndarray = field(repr=False)
    y: np.ndarray = field(repr=False)
    factor: np.ndarray = field(repr=False)
    weights: np.ndarray = field(repr=False)

    def predict(self, X_new):
        """Return mean and standard deviation (n_new,) of the loss at `X_new` (n_new, n_dims).

        The deviation is that of the loss itself; a measurement of it adds `noise` to its square.
        """
        k = self.prior.amplitude * matern52(X_new, self.X, self.prior.length_scale)
        v = solve_triangular(self.factor, k.T, lower=True)  # (n_points, n_new)
        variance = self.prior.amplitude - (v**2).sum(axis=0)
        return self.prior.mean + k @ self.weights, np.sqrt(np.maximum(variance, 0))

    @property
    def log_marginal_likelihood(self):
        """Log density of the measurements, under the process."""
        misfit = (self.y - self.prior.mean) @ self.weights
        log_det = 2 * np.log(np.diag(self.factor)).sum()
        return -(misfit + log_det + len(self.y) * np.log(2 * np.pi)) / 2

    def likelihood_gradient(self):
        """Return the slope of `log_marginal_likelihood` along every θ, (n_dims + 2,).

        θ are the logarithms of the length scales, the amplitude and the noise. The slope along
        one is ``tr((w wᵀ - K⁻¹) ∂K/∂θ) / 2`` (Rasmussen & Williams, 2006, eq. 5.9).
        """
        amplitude, noise, n_points = self.prior.amplitude, self.prior.noise, len(self.y)
        pull = np.outer(self.weights, self.weights)
        pull -= cho_solve((self.factor, True), np.eye(n_points))
        S = self.X / self.prior.length_scale
        root5_r = np.sqrt(5) * cdist(S, S)
        decay = pull * np.exp(-root5_r)
        along_amplitude = amplitude * (decay * (1 + root5_r + root5_r**2 / 3)).sum()
        # ∂k/∂log ℓ_d = s² 5/3 (1 + √5 r) exp(-√5 r) (Sᵢ - Sⱼ)² in dimension d; the sum over i and j
        # is written out, so that no array (n_points, n_points, n_dims) is needed
        slope = 5 / 3 * amplitude * (1 + root5_r) * decay
        along_scales = 2 * (slope.sum(axis=0) @ S**2 - (S * (slope @ S)).sum(axis=0))
        return np.array([*along_scales, along_amplitude, noise * pull.trace()]) / 2


def fit_hyperparameters(X, y, rng, *, prior_weight=1.0):
    """Return the `GaussianProcess` that explains `y` at `X` best.

    Parameters
    ----------
    X : array (n_points, n_dims)
        In the unit cube: the priors presume it.
    y : array (n_points,)
        In any unit; the process has its mean, and variances in its unit.
    rng : Generator
        Draws the second start of the ascent; the first is the typical value. The likelihood may
        have several local maxima.
    prior_weight : float
        0 leaves the marginal likelihood alone.

    Returns
    -------
    GaussianProcess

    References
    ----------
    C. E. Rasmussen & C. K. I. Williams, 2006, Gaussian Processes for Machine Learning, section 5.4.

    Examples
    --------
    A wave along the first dimension; nothing happens along the second:

    >>> rng = np.random.default_rng(0)
    >>> X = rng.random((30, 2))
    >>> process = fit_hyperparameters(X, np.sin(7 * X[:, 0]), rng)
    >>> bool(process.length_scale[1] > 10 * process.length_scale[0])
    True
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    mean, scale = y.mean(), y.std() or 1.0
    typical, spread, lowest, highest = np.array([LENGTH_SCALE] * X.shape[1] + [AMPLITUDE, NOISE]).T
    bounds = np.log([lowest, highest]).T
    starts = np.clip([np.log(typical), rng.normal(np.log(typical), spread)], *bounds.T)
    precision = prior_weight / spread**2

    def objective(theta):
        value, slope = log_likelihood(theta, X, (y - mean) / scale)
        off = theta - np.log(typical)
        return precision @ off**2 / 2 - value, precision * off - slope

    ascents = [minimize(objective, s, jac=True, method="L-BFGS-B", bounds=bounds) for s in starts]
    best = np.exp(min(ascents, key=lambda ascent: ascent.fun).x)
    return GaussianProcess(best[:-2], best[-2] * scale**2, best[-1] * scale**2, mean)


def log_likelihood(theta, X, y):
    """Return the log marginal likelihood of a process of mean 0 and its slope along `theta`.

    >>> value, slope = log_likelihood(np.zeros(3), [[0.0], [1.0]], [1.0, -1.0])
    >>> value.round(4).item(), slope.round(4)
    (-3.173, array([-0.1835, -0.2447, -0.0778]))
    """
    *length_scale, amplitude, noise = np.exp(theta)
    posterior = GaussianProcess(np.array(length_scale), amplitude, noise).fit(X, y)
    return posterior.log_marginal_likelihood, posterior.likelihood_gradient()
