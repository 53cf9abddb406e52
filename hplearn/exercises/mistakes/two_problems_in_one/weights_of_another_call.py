"""2: does not fit on the rows of this call.

There are calls in which you never use `fit`. Weights that were found for other rows, in an earlier
call for instance, are not those of these rows: keep nothing from one call to the next.
"""

WEIGHTS = {}


def choose(fit, loss, train_rows, val_rows, values):
    for value in values:
        WEIGHTS[value] = WEIGHTS[value] if value in WEIGHTS else fit(value, train_rows)
    best = min(values, key=lambda value: loss(WEIGHTS[value], val_rows))
    return best, loss(WEIGHTS[best], val_rows)


def sign(arguments, outcome):
    n_fits = outcome.calls["two_problems_in_one.fit_polynomial"].n
    return len(outcome.value) == 2 and n_fits == 0
