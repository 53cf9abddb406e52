"""One factorisation for many shifts: ``(A + alpha I) x = b`` for every alpha.

The eigenvectors of A are those of every ``A + alpha I``; only the eigenvalues move, each by alpha.
"""

import numpy as np
from scipy import linalg

SAFE_CONDITION = 1e5
"""Above this ratio of eigenvalues a Gram matrix, which squares the data's condition number, could
spoil more than the eleventh digit."""


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
        ``1e-16 * scale``. The trace, or more where larger matrices were subtracted.

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
    if len(alphas) == 1:
        return _solve_once(matrix, rhs, alphas[0], scale)[:, None]
    eigenvalues, vectors = linalg.eigh(matrix, driver="evd", check_finite=False)
    _check_safe(eigenvalues[0] + alphas.min(), scale)
    return vectors @ ((vectors.T @ rhs)[:, None] / (eigenvalues[:, None] + alphas))


def _solve_once(matrix, rhs, alpha, scale):
    """Solve for one alpha by Cholesky, a tenth of the work of an eigendecomposition."""
    shifted = matrix.copy(order="F")
    shifted[np.diag_indices_from(shifted)] += alpha
    factor, failed = linalg.lapack.dpotrf(shifted, overwrite_a=True)
    smallest_eigenvalue = 0.0 if failed else linalg.lapack.dpocon(factor, 1.0)[0]  # 1 / ‖inverse‖
    _check_safe(smallest_eigenvalue, scale)
    return linalg.lapack.dpotrs(factor, rhs)[0]


def _check_safe(smallest_eigenvalue, scale):
    if not scale <= SAFE_CONDITION * smallest_eigenvalue:
        raise np.linalg.LinAlgError(f"the condition number is above {SAFE_CONDITION:g}")
