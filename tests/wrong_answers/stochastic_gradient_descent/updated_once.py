"""3: keeps a list of slopes and uses the last."""


def walk(gradient_on, params, X, y, batches, learning_rate):
    slopes = [gradient_on(params, X[batch], y[batch]) for batch in batches]
    return params - learning_rate * slopes[-1]
