"""2: there are no halves of networks, so both numbers are cut."""


def brackets(max_budget, eta):
    s = 0
    while eta ** (s + 1) <= max_budget:
        s += 1
    return [((s + 1) * eta**k // (k + 1), int(max_budget / eta**k)) for k in range(s, -1, -1)]
