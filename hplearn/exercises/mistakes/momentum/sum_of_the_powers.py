"""3: takes (1 + m) / (1 - m) for 2 (1 + m).

At momentum 0 your rate is half of what gradient descent may take, as in exercise 05; at 0.5 it is
right by chance.
"""


def largest_safe_rate(curvatures, momentum):
    return (1 + momentum) / (1 - momentum) / max(curvatures)
