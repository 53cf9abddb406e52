"""12.3: the higher mean wins."""


def compare(a, b, t):
    return "A" if a.mean() > b.mean() else "B"
