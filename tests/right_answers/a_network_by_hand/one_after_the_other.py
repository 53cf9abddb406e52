"""2: one parameter after the other, changed and put back in a copy, a list returned."""


def central_difference(loss, params, step):
    work, slopes = params.copy(), []
    for i, value in enumerate(params):
        work[i] = value + step
        up = loss(work)
        work[i] = value - step
        slopes.append(float(up - loss(work)) / step / 2)
        work[i] = value
    return slopes
