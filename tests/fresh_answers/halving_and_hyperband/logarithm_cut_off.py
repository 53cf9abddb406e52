"""2: s is the logarithm of max_budget to the base eta, without its fraction."""

import math


def brackets(max_budget, eta):
    s = int(math.log(max_budget) / math.log(eta))
    result = []
    for k in range(s, -1, -1):
        n = math.ceil((s + 1) * eta**k / (k + 1))
        result.append((n, max_budget // eta**k))
    return result
