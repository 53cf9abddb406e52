"""3: looks each score up in the sorted list."""


def rank_agreement(cheap, full):
    a = [sorted(cheap).index(score) for score in cheap]
    b = [sorted(full).index(score) for score in full]
    middle = (len(a) - 1) / 2
    both = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    return both / sum((x - middle) ** 2 for x in a)
