"""3: counts the batches and looks at all rows each time.

Each of your steps looks at all rows. Hand gradient_on the rows of the batch.
"""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for _ in batches:
        params = params - learning_rate * gradient_on(params, X, y)
    return params
