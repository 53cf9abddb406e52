"""One factorisation for many shifts: ``(A + alpha I) x = b`` for every alpha.

Reflections turn A, once, into a matrix T that is zero beside its three middle diagonals. Since they
turn the identity into itself, alpha only moves T's diagonal, and each system left is a chain of n
equations in which every unknown meets its neighbours alone (Eldén, 1977, BIT 17, 134-145).
"""

import numpy as np
from scipy.linalg import lapack

SAFE_CONDITION = 1e5
"""Above this ratio of eigenvalues a Gram matrix, which squares the data's condition number, could
spoil more than the eleventh digit."""

BLOCK = 64
"""Columns that LAPACK works on at a time."""


def solve_shifted(matrix, rhs, alphas, *, scale):
    """Return the solutions of ``(matrix + alpha I) x = rhs``, one column for each alpha.

    Parameters
    ----------
    matrix : array (n, n)
        Symmetric, no eigenvalue below zero.
    rhs : array (n,)
    alphas : array (n_alphas,)
    scale : float
        Size of the numbers that `matrix` was computed from; rounding has spoilt it by about
        ``1e-16 * scale``. Its norm, or that of a larger matrix from which it was subtracted.

    Returns
    -------
    array (n, n_alphas)

    Raises
    ------
    numpy.linalg.LinAlgError
        When rounding could show: take another route.

    Examples
    --------
    >>> solve_shifted(np.diag([1.0, 4.0]), np.array([2.0, 8.0]), np.array([0.0, 1.0]), scale=5)
    array([[2. , 1. ],
           [2. , 1.6]])
    """
    reflectors, diagonal, beside, tau, _ = lapack.dsytrd(matrix, lower=1, lwork=BLOCK * len(matrix))
    if not scale <= SAFE_CONDITION * (_smallest_eigenvalue(diagonal, beside) + alphas.min()):
        raise np.linalg.LinAlgError(f"the condition number is above {SAFE_CONDITION:g}")
    turned = _turn(rhs[:, None], reflectors, tau, "T")
    # LAPACK solves the chains of all alphas as one long chain, with no link from one to the next.
    n_alphas = len(alphas)
    diagonals = (diagonal + alphas[:, None]).ravel()
    links = _at_least_one(np.tile(np.append(beside, 0.0), n_alphas)[:-1])
    solved = lapack.dptsv(diagonals, links, np.tile(turned[:, 0], n_alphas))[2]
    return _turn(solved.reshape(n_alphas, -1).T, reflectors, tau, "N")


def _smallest_eigenvalue(diagonal, beside):
    by_number, first, last = 2, 1, 1
    links = _at_least_one(beside)
    return lapack.dstebz(diagonal, links, by_number, 0, 0, first, last, 0, "E")[1][0]


def _at_least_one(links):
    """Return the links as LAPACK wants them: a chain of one equation has one too, unused."""
    return links if len(links) else np.zeros(1)


def _turn(columns, reflectors, tau, direction):
    """Return the columns after the reflections ("N"), or after undoing them ("T")."""
    turned = np.array(columns, order="F")
    if len(turned) > 1:
        work = BLOCK * turned.shape[1]
        turned[1:] = lapack.dormqr("L", direction, reflectors[1:, :-1], tau, turned[1:], work)[0]
    return turned
