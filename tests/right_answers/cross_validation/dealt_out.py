"""1: sizes first, then rows dealt out, as plain lists."""


def folds_of(n_samples, k):
    sizes = [n_samples // k] * k
    for i in range(n_samples % k):
        sizes[i] += 1
    rows = list(range(n_samples))
    folds = []
    for size in sizes:
        folds.append(rows[:size])
        rows = rows[size:]
    return folds
