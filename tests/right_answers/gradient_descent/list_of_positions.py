"""1: with plain lists and numbers."""


def gd(gradient, start, learning_rate, n_steps):
    path = [[float(x) for x in start]]
    while len(path) <= n_steps:
        here = path[-1]
        path.append(
            [x - learning_rate * float(g) for x, g in zip(here, gradient(here), strict=True)]
        )
    return path
