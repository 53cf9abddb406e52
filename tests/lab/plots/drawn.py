"""Searches to draw, and what was drawn, read from the artists and not from pixels."""

import numpy as np

from hplearn.tuning import SearchResult, Trial

FAILED = np.inf


def searched(*rows):
    """Return a result of trials (config, loss, budget, parent); what is left out is None."""
    trials = []
    for number, (config, loss, *more) in enumerate(rows):
        budget, parent = (*more, None, None)[:2]
        error = "broke" if loss == FAILED else None
        trials.append(Trial(number, config, budget, loss, 2.0, error, parent))
    return SearchResult(tuple(trials))


def with_losses(*rows):
    """Return a result of trials (loss, budget, parent), all with the same config."""
    return searched(*(({"x": 0.5}, *row) for row in rows))


# Successive halving by hand: two of four go on, one fails there; the largest budget has one trial.
HALVING = with_losses(
    (0.5, 1), (0.9, 1), (0.4, 1), (FAILED, 1), (0.45, 3, 0), (FAILED, 3, 2), (0.3, 9, 4)
)


def points(ax, label):
    """Return the points of the one line of this label, a list of (x, y)."""
    (found,) = (line for line in ax.lines if line.get_label() == label)
    return [tuple(point) for point in found.get_xydata().tolist()]


def band_at(ax, x):
    """Return the lowest and the highest y of the shaded band at x."""
    edge = ax.collections[0].get_paths()[0].vertices
    at = edge[np.isclose(edge[:, 0], x), 1]
    return at.min(), at.max()


def texts(ax):
    return [text.get_text() for text in ax.texts]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def ticks(axis):
    """Return {place: word} of an axis."""
    words = [text.get_text() for text in axis.get_ticklabels()]
    return dict(zip(axis.get_ticklocs().tolist(), words, strict=True))
