"""2: rounds a budget to the nearest whole number.

Your numbers of networks are right, and some budgets are one too large, as if rounded to the nearest
whole number. Which way does the question round a budget?
"""

import math


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    powers = {k: eta**k for k in reversed(range(s + 1))}
    return [
        (math.ceil((s + 1) * power / (k + 1)), round(max_budget / power))
        for k, power in powers.items()
    ]
