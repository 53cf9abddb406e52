"""2: rounds up before it multiplies.

Your numbers of networks are too large where a quotient is no whole number. Work one bracket out by
hand: what is rounded up, the quotient or the number of networks?
"""

from math import ceil


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    return [
        (ceil((s + 1) / (k + 1)) * eta**k, max_budget // eta**k) for k in reversed(range(s + 1))
    ]
