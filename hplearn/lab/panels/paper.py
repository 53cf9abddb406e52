"""The one figure of a panel: every picture on it begins anew, as if there had been none before."""

import numpy as np

from hplearn.lab.pictures import png_bytes
from hplearn.lab.style import figure, fresh_axes, styled, thin_log_ticks

N_TICKS = 6  # most pictures have no more on a side


class Paper:
    """A figure of fixed size on which one picture after another is drawn.

    Examples
    --------
    >>> paper = Paper(size=(3, 2))
    >>> paper.picture(lambda ax, top: f"up to {top}", {"top": 2})[1]
    'up to 2'
    """

    def __init__(self, n_axes=1, size=None):
        self._n_axes, self._size = n_axes, size
        self._make()

    @property
    def pixels(self):
        """Width and height of every picture."""
        return tuple(round(side) for side in self._figure.bbox.size)

    def prepare(self):
        """Make axes and ticks for the next picture, which is then drawn the sooner."""
        with styled():
            self._prepare()
            for ax in np.ravel(self._axes):
                for axis in (ax.xaxis, ax.yaxis):
                    axis.get_major_ticks(N_TICKS)

    def picture(self, draw, values):
        """Return the PNG of ``draw(axes, **values)``, and what it returned.

        Raises
        ------
        ValueError
            If ``draw`` adds axes, titles or legends to the figure itself.
        """
        with styled():
            self._prepare()
            axes, self._axes = self._axes, None
            text = draw(axes, **values)
            if self._has_extras():
                message = "draw must draw on the axes it is given, and add nothing beside them"
                raise ValueError(message)
            thin_log_ticks(axes)
            return png_bytes(self._figure), text

    def _prepare(self):
        if self._axes is not None:
            return
        if self._has_extras() or _ground(self._figure) != self._blank:
            self._make()
        else:
            self._axes = fresh_axes(self._figure, self._n_axes)

    def _has_extras(self):
        return len(self._figure.get_children()) != 1 + self._n_axes  # its ground, its axes

    def _make(self):
        self._figure, self._axes = figure(self._n_axes, size=self._size)
        self._blank = _ground(self._figure)


def _ground(fig):
    """Return what outlives the axes: size, layout, and the look of the ground."""
    look = {key: value for key, value in vars(fig.patch).items() if key != "_stale"}
    return *fig.bbox.size, fig.dpi, fig.get_layout_engine(), look
