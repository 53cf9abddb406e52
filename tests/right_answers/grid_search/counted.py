"""2: counts in a loop."""


def doubts(means, spreads, n_folds):
    best = 0
    for i, mean in enumerate(means):
        if mean > means[best]:
            best = i
    limit = means[best] - spreads[best] / n_folds**0.5
    equals = sum(1 for mean in means if mean >= limit)
    words = []
    if best in (0, len(means) - 1):
        words += ["edge"]
    if equals >= len(means) / 2:
        words += ["flat"]
    return words
