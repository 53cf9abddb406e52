"""2: begins with the smallest bracket.

The brackets are right and stand the other way round: the first one has the most networks.
"""

from math import ceil, log


def brackets(max_budget, eta):
    s = int(log(max_budget, eta) + 1e-9)
    return [(ceil((s + 1) * eta**k / (k + 1)), max_budget // eta**k) for k in range(s + 1)]
