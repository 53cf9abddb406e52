"""Where to look next: what a trial is expected to gain over the best loss so far.

====== ======= =====================================================
symbol here    meaning
====== ======= =====================================================
μ      mean    loss that the model expects
σ      sd      how unsure it is
f*     best    loss to beat
ξ      xi      margin by which it is to be beaten
z      z       the gain at the mean, in units of sd
φ, Φ           density and distribution function of a standard normal
====== ======= =====================================================
"""

import numpy as np
from scipy.special import ndtr


def expected_improvement(mean, sd, best, xi=0.0):
    """Return the expected gain over `best` of a trial whose loss is normal: zero or above.

    The gain is ``max(best - xi - loss, 0)``, for lower losses are better.

    Parameters
    ----------
    mean, sd : array (...)
        Of the loss; `sd` zero or above.
    best : float
        Loss to beat.
    xi : float
        Margin by which it is to be beaten, in the unit of the loss. A larger one explores more.

    Returns
    -------
    array (...)
        ``(best - xi - mean) Φ(z) + sd φ(z)``.

    Raises
    ------
    ValueError
        For a negative `sd`.

    Notes
    -----
    Far in the tail the two terms nearly cancel, to a share of 1/z² of each: at z = -37, where the
    normal density leaves the range of floats, six of sixteen digits are lost.

    References
    ----------
    D. R. Jones, M. Schonlau & W. J. Welch, 1998, Efficient global optimization of expensive
    black-box functions, Journal of Global Optimization 13, 455-492, equation 15.

    Examples
    --------
    A certain gain of 2; an even chance, worth ``sd / sqrt(2 pi)``; a certain loss of 1:

    >>> expected_improvement([1.0, 3.0, 4.0], [0.0, 1.0, 0.0], best=3.0).round(4)
    array([2.    , 0.3989, 0.    ])
    """
    sd = np.asarray(sd, dtype=float)
    if (sd < 0).any():
        raise ValueError(f"sd must be zero or above, got {sd.min()!r}")
    gain = best - xi - np.asarray(mean, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        z = gain / sd
        density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    improvement = gain * ndtr(z) + sd * density
    return np.maximum(np.where(sd > 0, improvement, gain), 0)
