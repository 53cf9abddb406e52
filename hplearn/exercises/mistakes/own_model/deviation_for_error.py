"""2: takes the standard deviation for the standard error.

That is the spread of single rows. The mean of n rows is surer: divide by the square root of n.
"""


def verdict(first, second):
    lead = second - first
    half = 1.96 * lead.std(ddof=1)
    low, high = lead.mean() - half, lead.mean() + half
    return [low, high, "first" if low > 0 else "second" if high < 0 else "neither"]
