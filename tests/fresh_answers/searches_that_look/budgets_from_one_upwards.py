"""2: the first bracket starts at one epoch, and each next one at eta times as many."""

import numpy as np


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    result = []
    for k in range(s, -1, -1):
        n = int(np.ceil((s + 1) * eta**k / (k + 1)))
        result.append((n, eta ** (s - k)))
    return result
