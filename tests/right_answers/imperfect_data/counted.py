"""1: counts in a dict of its own."""


def balanced_accuracy(y_true, y_predicted):
    seen, right = {}, {}
    for true, said in zip(y_true, y_predicted, strict=True):
        seen[true] = seen.get(true, 0) + 1
        right[true] = right.get(true, 0) + (true == said)
    return sum(right[label] / seen[label] for label in seen) / len(seen)
