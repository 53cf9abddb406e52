"""05.3: counts the batches and looks at all rows each time."""


def walk(gradient_on, params, X, y, batches, learning_rate):
    for _ in batches:
        params = params - learning_rate * gradient_on(params, X, y)
    return params
