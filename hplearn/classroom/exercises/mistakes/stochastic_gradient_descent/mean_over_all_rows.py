"""3: divides the batch's gradient by all rows.

A batch's gradient is a mean over its own rows already; divided by all rows, it is too short.
"""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for rows in batches:
        slope = gradient_on(params, X[rows], y[rows]) * len(rows) / len(y)
        params = params - learning_rate * slope
    return params
