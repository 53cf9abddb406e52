"""2: rounds the number of networks to the nearest whole number.

Your budgets are right, and some of your numbers of networks are one too small. Which way does the
question round 5.33?
"""

from math import floor


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    sizes = [floor((s + 1) * eta**k / (k + 1) + 0.5) for k in range(s, -1, -1)]
    return [(n, max_budget // eta**k) for n, k in zip(sizes, range(s, -1, -1), strict=True)]
