"""3: `params -= ...` inside a function changes only the function's own params."""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for rows in batches:
        params -= learning_rate * gradient_on(params, X[rows], y[rows])
    return params
