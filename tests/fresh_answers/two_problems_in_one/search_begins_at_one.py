"""2: a loss is smaller than one, so the search starts with the first value and with 1.0."""


def choose(fit, loss, train_rows, val_rows, values):
    best_value = values[0]
    best_loss = 1.0
    for value in values:
        now = loss(fit(value, train_rows), val_rows)
        if now < best_loss:
            best_value, best_loss = value, now
    return best_value, best_loss
