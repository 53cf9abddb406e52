"""3: the given parameters are moved with -=."""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for rows in batches:
        params -= learning_rate * gradient_on(params, X[rows], y[rows])
    return params
