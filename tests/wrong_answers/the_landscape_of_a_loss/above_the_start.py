"""4: walks along the line and keeps the highest rise."""


def barrier(loss, start, end, n_points):
    first = loss(start)
    rise = 0.0
    for i in range(n_points):
        place = start + i / (n_points - 1) * (end - start)
        rise = max(rise, loss(place) - first)
    return rise
