"""2: sorts by the loss and takes the wrong end."""


def choose(fit, loss, train_rows, val_rows, values):
    pairs = sorted((loss(fit(value, train_rows), val_rows), value) for value in values)
    return pairs[-1][1], pairs[-1][0]
