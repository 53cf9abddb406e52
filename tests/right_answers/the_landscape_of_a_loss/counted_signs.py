"""3: counts the positive eigenvalues."""

import numpy as np


def kind_of(hessian):
    n_positive = int((np.linalg.eigvals(hessian).real > 0).sum())
    return {0: "maximum", len(hessian): "minimum"}.get(n_positive, "saddle")
