"""4: all places in one array."""

import numpy as np


def barrier(loss, start, end, n_points):
    places = np.linspace(start, end, n_points)
    losses = np.array([loss(place) for place in places])
    return losses.max() - losses[[0, -1]].max()
