"""2: after the search the winner is fitted once more, to get its loss."""


def choose(fit, loss, train_rows, val_rows, values):
    best = min(values, key=lambda value: loss(fit(value, train_rows), val_rows))
    weights = fit(best, train_rows)
    return best, loss(weights, val_rows)
