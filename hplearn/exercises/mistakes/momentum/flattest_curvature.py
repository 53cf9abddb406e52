"""3: takes the smallest curvature.

The flattest direction would bear that rate. Which direction diverges first?
"""


def largest_safe_rate(curvatures, momentum):
    return 2 * (1 + momentum) / min(curvatures)
