"""2: sums written out."""


def verdict(first, second):
    leads = [b - a for a, b in zip(first, second, strict=True)]
    n = len(leads)
    mean = sum(leads) / n
    variance = sum((lead - mean) ** 2 for lead in leads) / (n - 1)
    half = 1.96 * (variance / n) ** 0.5
    if mean - half > 0:
        word = "first"
    elif mean + half < 0:
        word = "second"
    else:
        word = "neither"
    return mean - half, mean + half, word
