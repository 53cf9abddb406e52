"""2: returns the weights of the best fit.

The first of your two results is what `fit` returned, the weights. Asked for is the value with which
it was called.
"""


def choose(fit, loss, train_rows, val_rows, values):
    fits = [fit(value, train_rows) for value in values]
    losses = [loss(weights, val_rows) for weights in fits]
    return fits[losses.index(min(losses))], min(losses)
