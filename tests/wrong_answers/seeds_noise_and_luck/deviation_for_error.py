"""3: the interval of a single difference."""

from statistics import mean, stdev


def compare(a, b, t):
    leads = (a - b).tolist()
    if abs(mean(leads)) <= t * stdev(leads):
        return "no difference shown"
    return "A" if mean(leads) > 0 else "B"
