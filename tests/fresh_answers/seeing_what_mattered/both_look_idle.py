"""2: the pair is hidden if both of its knobs look idle."""


def hidden_pairs(errors, limit):
    n = errors.ndim
    total = errors.var()
    main = []
    for k in range(n):
        main.append(errors.mean(axis=tuple(a for a in range(n) if a != k)).var() / total)
    pairs = []
    for i in range(n):
        for j in range(i + 1, n):
            others = tuple(a for a in range(n) if a not in (i, j))
            share = errors.mean(axis=others).var() / total - main[i] - main[j]
            if share >= limit and main[i] < limit and main[j] < limit:
                pairs.append((i, j))
    return pairs
