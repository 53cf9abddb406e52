"""1: counts what is right and divides by all rows."""


def balanced_accuracy(y_true, y_predicted):
    return sum(t == p for t, p in zip(y_true, y_predicted, strict=True)) / len(y_true)
