"""3: asks for every slope at the start.

Every slope is taken at the start. After a step you stand elsewhere: ask there.
"""


def walk(gradient_on, params, X, y, batches, learning_rate):
    here = params.copy()
    for rows in batches:
        here = here - learning_rate * gradient_on(params, X[rows], y[rows])
    return here
