"""3: takes the last curvature for the steepest.

You take the curvature that stands last. The curvatures need not be sorted: look for the one that
diverges first.
"""


def largest_safe_rate(curvatures, momentum):
    return 2 * (1 + momentum) / curvatures[-1]
