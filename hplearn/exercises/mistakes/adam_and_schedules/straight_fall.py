"""3: falls along a straight line.

Your fall is a straight line. It meets the cosine at the top and half-way, as in the example, and
nowhere else.
"""


def warm_up_cosine(step, n_steps, n_warm_up, top):
    if step < n_warm_up:
        return top * (step + 1) / (n_warm_up + 1)
    return top * (n_steps - step) / (n_steps - n_warm_up)
