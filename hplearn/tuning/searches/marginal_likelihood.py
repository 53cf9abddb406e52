"""Hyperparameters of a Gaussian process, from the measurements themselves.

The most likely ones maximise the log marginal likelihood plus a weak prior. The likelihood weighs
fit against flexibility by itself; the prior speaks up only where few points say nothing, and keeps
a length scale from running off to nowhere.
"""

import numpy as np
from scipy.optimize import minimize

from hplearn.tuning.searches.gaussian_process import GaussianProcess

# For X in the unit cube and y of variance 1: typical, spread of the logarithm, lowest, highest
LENGTH_SCALE = (0.5, 1.0, 0.02, 50.0)
AMPLITUDE = (1.0, 1.0, 0.02, 50.0)
NOISE = (1e-4, 3.0, 1e-6, 1.0)


def fit_hyperparameters(X, y, rng, *, n_starts=2, prior_weight=1.0):
    """Return the `GaussianProcess` that explains `y` at `X` best.

    Parameters
    ----------
    X : array (n_points, n_dims)
        In the unit cube: the priors presume it.
    y : array (n_points,)
        In any unit; the process has its mean, and variances in its unit.
    rng : Generator
        Draws all starts of the ascent but the first, which is the typical value.
    n_starts : int
        The likelihood may have several tops.
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
    draws = rng.normal(np.log(typical), spread, size=(n_starts - 1, len(typical)))
    starts = np.clip([np.log(typical), *draws], *bounds.T)
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

    Parameters
    ----------
    theta : array (n_dims + 2,)
        Logarithms of the length scales, the amplitude and the noise.
    X : array (n_points, n_dims)
    y : array (n_points,)

    Returns
    -------
    value : float
    slope : array (n_dims + 2,)

    Examples
    --------
    >>> value, slope = log_likelihood(np.zeros(3), [[0.0], [1.0]], [1.0, -1.0])
    >>> value.round(4).item(), slope.round(4)
    (-3.173, array([-0.1835, -0.2447, -0.0778]))
    """
    *length_scale, amplitude, noise = np.exp(theta)
    posterior = GaussianProcess(np.array(length_scale), amplitude, noise).fit(X, y)
    return posterior.log_marginal_likelihood, posterior.likelihood_gradient()
