"""3: takes the outermost good rates, whatever lies between.

Your range crosses a bad rate. Begin at the best rate and walk outwards until the first bad one.
"""


def good_range(rates, scores, allowed):
    means = scores.mean(axis=1)
    good = [rate for rate, mean in zip(rates, means, strict=True) if mean >= means.max() - allowed]
    return min(good), max(good)
