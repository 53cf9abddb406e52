"""Labels at the ends of lines: apart, in the picture, and as dark as words."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from hplearn.lab import PALETTE, figure, label_ends


def ends(ax):
    """Return each label's text with its box in pixels."""
    label_ends(ax)
    ax.figure.canvas.draw()
    return [(text, text.get_window_extent()) for text in ax.texts]


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("heights", [(1, 2, 3, 4), (3, 3, 3, 3), (4, 4, 4, 1), (1, 1.01, 1.02, 4)])
def test_labels_stand_apart_beside_the_ends_of_their_lines(scale, heights):
    _, ax = figure()
    for k, height in enumerate(heights):
        ax.plot([1, 50, 100], [2, 3, height], label=f"condition number {k}")
    ax.plot([1, 100], [1, 2], "--")  # has no label
    ax.set(xscale=scale, yscale=scale)
    labels = ends(ax)
    assert sorted(text.get_text() for text, _ in labels) == [
        f"condition number {k}" for k in range(4)
    ]
    boxes = sorted((box for _, box in labels), key=lambda box: box.y0)
    assert all(above.y0 >= below.y1 - 1 for below, above in pairwise(boxes))
    for text, box in labels:
        end, _ = ax.transData.transform((100, heights[int(text.get_text()[-1])]))
        assert 5 < box.x0 - end < 12
        assert ax.bbox.x0 < box.x1 <= ax.bbox.x1 + 1
        assert box.y1 <= ax.bbox.y1 + 1


def test_a_line_that_leaves_the_picture_or_has_gaps_is_labelled_where_it_is_last_seen():
    _, ax = figure()
    ax.plot([0, 1, 2, 3], [1, 2, 99, 100], label="leaves")
    ax.plot([0, 1, 2, 3], [1, 1.5, np.nan, np.nan], label="ends")
    ax.plot([0, 3], [50, 50], label="is not seen")
    ax.set(xlim=(0, 3), ylim=(0, 3))
    assert {text.get_text(): tuple(text.xy) for text, _ in ends(ax)} == {
        "leaves": (1, 2),
        "ends": (1, 1.5),
    }
    assert ax.get_xlim() == (0, 3), "there is room as it is"


def test_words_are_darker_than_their_lines():
    _, ax = figure()
    for k in range(4):
        ax.plot([0, 1], [k, k], label=str(k))
    for text, _ in ends(ax):
        line = np.array(to_rgb(PALETTE[int(text.get_text())]))
        np.testing.assert_allclose(text.get_color(), 0.8 * line)
