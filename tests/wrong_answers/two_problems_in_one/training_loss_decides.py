"""2: keeps the best so far, by the loss that training reports."""


def choose(fit, loss, train_rows, val_rows, values):
    best, lowest = None, float("inf")
    for value in values:
        here = loss(fit(value, train_rows), train_rows)
        if here < lowest:
            best, lowest = value, here
    return best, lowest
