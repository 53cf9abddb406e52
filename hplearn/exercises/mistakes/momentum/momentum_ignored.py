"""3: gives the limit without momentum.

That is the limit of plain gradient descent. At the edge the gradients alternate: what does the
velocity make of them?
"""


def largest_safe_rate(curvatures, momentum):
    return 2 / max(curvatures)
