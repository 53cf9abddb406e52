"""2: rounds the number of networks down.

Your numbers of networks are rounded down. Read once more which way they are to be rounded.
"""


def brackets(max_budget, eta):
    s = 0
    while max_budget // eta ** (s + 1) > 0:
        s += 1
    return [((s + 1) * eta**k // (k + 1), max_budget // eta**k) for k in range(s, -1, -1)]
