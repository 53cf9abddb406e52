"""2: solves some inner problem more than once.

You call `fit` more often than there are values. Keep the loss of each value, so that the winner
needs no second fit.
"""


def choose(fit, loss, train_rows, val_rows, values):
    best = min(values, key=lambda value: loss(fit(value, train_rows), val_rows))
    return best, loss(fit(best, train_rows), val_rows)


def sign(arguments, outcome):
    is_best = outcome.value[0] == choose(*arguments)[0]
    return is_best and outcome.calls["two_problems_in_one.fit_polynomial"].n > len(arguments[-1])
