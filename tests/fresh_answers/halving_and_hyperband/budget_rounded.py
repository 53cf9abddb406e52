"""2: the first budget is rounded to the nearest whole number."""

import math


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    return [
        (math.ceil((s + 1) * eta**k / (k + 1)), max(1, round(max_budget / eta**k)))
        for k in range(s, -1, -1)
    ]
