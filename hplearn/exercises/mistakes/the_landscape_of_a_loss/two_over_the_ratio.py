"""1: takes 2 / ratio off the distance in each step.

What you leave of the distance in a step is close to right only where the ratio is large. In the
example the ratio is 3: what does a step leave there, and what by your formula?
"""


def line_search_steps(ratio, share):
    n_steps, left = 0, 1.0
    while left > share:
        n_steps, left = n_steps + 1, left * abs(ratio - 2) / ratio
    return n_steps
