"""3: divides by the sum of the flattest and the steepest curvature.

You add the flattest curvature to the steepest one, as for the fastest rate. The question asks for
the edge: which direction diverges first?
"""


def largest_safe_rate(curvatures, momentum):
    return 2 * (1 + momentum) / (min(curvatures) + max(curvatures))
