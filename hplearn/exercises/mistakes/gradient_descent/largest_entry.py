"""3: takes the largest entry of the matrix for its largest curvature.

The largest number in the matrix can be smaller than the largest curvature if the bowl does not lie
along the axes. Curvatures are eigenvalues.
"""


def largest_safe_rate(hessian):
    return 2 / hessian.max()
