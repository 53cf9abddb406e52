"""2: solves every inner problem, and the winner's again.

Some inner problem is solved more than once. Keep what it gave.
"""


def choose(fit, loss, train_rows, val_rows, values):
    best = min(values, key=lambda value: loss(fit(value, train_rows), val_rows))
    return best, loss(fit(best, train_rows), val_rows)


def sign(arguments, outcome):
    return outcome.calls["two_problems_in_one.fit_polynomial"].n > len(arguments[-1])
