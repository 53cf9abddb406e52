"""2: a logarithm with a margin, and np.ceil."""

import numpy as np


def brackets(max_budget, eta):
    s = int(np.log(max_budget) / np.log(eta) + 1e-9)
    k = np.arange(s, -1, -1)
    n = np.ceil((s + 1) / (k + 1) * eta**k)
    return np.stack([n, max_budget // eta**k], axis=1)
