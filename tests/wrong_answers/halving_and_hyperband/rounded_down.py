"""2: whole numbers throughout, one list for each of the two."""


def brackets(max_budget, eta):
    budgets = [max_budget]
    while budgets[-1] >= eta:
        budgets.append(budgets[-1] // eta)
    n = len(budgets)
    return [(n * eta**k // (k + 1), budgets[k]) for k in reversed(range(n))]
