"""2: sorts the values, and takes the place of the lowest loss in the list as it came.

The loss that you return is the lowest, and the value beside it is not the one that has it: your
losses follow the values in increasing order, and you look up the place in the list as it came.
"""


def choose(fit, loss, train_rows, val_rows, values):
    losses = [loss(fit(value, train_rows), val_rows) for value in sorted(values)]
    place = losses.index(min(losses))
    return values[place], losses[place]
