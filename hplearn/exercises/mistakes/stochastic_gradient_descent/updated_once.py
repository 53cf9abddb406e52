"""3: moves the parameters once, after the last batch.

Only the last batch has moved your parameters: look at which lines are inside the loop.
"""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for rows in batches:
        slope = gradient_on(params, X[rows], y[rows])
    return params - learning_rate * slope
