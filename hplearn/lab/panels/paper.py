"""What a panel draws on: a new figure for each picture, of one size, made ahead if time is left."""

import numpy as np

from hplearn.lab.pictures import png_bytes
from hplearn.lab.style import BETWEEN, figure, styled, thin_log_ticks

APART = 1.3  # inches between axes of a picture that is cut: numbers and label on both sides
CUT = 1.05  # inches left of an axes, where its label has ended and the last number before begins
N_TICKS = 6  # most pictures have no more on a side


class Paper:
    """Blank figures of one size, each for one picture.

    Examples
    --------
    >>> paper = Paper(size=(3, 2))
    >>> paper.picture(lambda ax, top: f"up to {top}", {"top": 2})[1]
    'up to 2'
    """

    def __init__(self, n_axes=1, size=None, between=BETWEEN):
        self._n_axes, self._size, self._between, self._blank = n_axes, size, between, None
        self.prepare()
        self.pixels = tuple(round(side) for side in self._blank[0].bbox.size)

    def to_cut(self):
        """Return paper whose axes stand so far apart that a picture can be cut between them."""
        return Paper(self._n_axes, self._size, between=APART)

    def cuts(self):
        """Return where to cut, in shares of the width."""
        fig, axes = self._blank
        lefts = [ax.get_position().x0 for ax in np.ravel(axes)[1:]]
        return [left - CUT / fig.get_figwidth() for left in lefts]

    def prepare(self):
        """Make figure, axes and ticks for the next picture, which is then drawn the sooner."""
        with styled():
            self._blank = self._blank or figure(
                self._n_axes, size=self._size, between=self._between
            )
            for ax in np.ravel(self._blank[1]):
                for axis in (ax.xaxis, ax.yaxis):
                    axis.get_major_ticks(N_TICKS)

    def picture(self, draw, values):
        """Return the PNG of ``draw(axes, **values)``, and what it returned."""
        with styled():
            self.prepare()
            (fig, axes), self._blank = self._blank, None
            text = draw(axes, **values)
            thin_log_ticks(fig.axes)
            return png_bytes(fig), text
