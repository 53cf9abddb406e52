"""1: number by number, in lists."""


def with_momentum(gradient, start, learning_rate, momentum, n_steps):
    path, velocity = [[float(x) for x in start]], [0.0] * len(start)
    for _ in range(n_steps):
        slope = gradient(path[-1])
        velocity = [momentum * v + float(g) for v, g in zip(velocity, slope, strict=True)]
        path.append([x - learning_rate * v for x, v in zip(path[-1], velocity, strict=True)])
    return path
