"""2: ends at the first loss that is higher than the one before.

You stop before the end of the list, at a value whose loss is higher than one before it. The values
come in any order, and a lower loss may come later: try all of them.
"""

FIT = "two_problems_in_one.fit_polynomial"


def choose(fit, loss, train_rows, val_rows, values):
    return _walk(fit, loss, train_rows, val_rows, values)[:2]


def _walk(fit, loss, train_rows, val_rows, values):
    best, lowest = values[0], loss(fit(values[0], train_rows), val_rows)
    for n_fits, value in enumerate(values[1:], start=2):
        here = loss(fit(value, train_rows), val_rows)
        if here > lowest:
            return best, lowest, n_fits
        best, lowest = value, here
    return best, lowest, len(values)


def sign(arguments, outcome):
    best, lowest, n_fits = _walk(*arguments)
    is_same = outcome.value[0] == best and abs(outcome.value[1] - lowest) <= 1e-6 * abs(lowest)
    return is_same and outcome.calls[FIT].n == n_fits < len(arguments[-1])
