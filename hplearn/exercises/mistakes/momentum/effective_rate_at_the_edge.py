"""3: divides the limit by the length of a steady velocity.

That would be so if the gradients at the edge agreed. At the edge each of them has the opposite sign
of the one before.
"""


def largest_safe_rate(curvatures, momentum):
    return 2 * (1 - momentum) / max(curvatures)
