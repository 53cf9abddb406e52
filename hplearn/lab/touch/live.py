"""The widget of a figure that one drags."""

from anywidget import AnyWidget
from ipywidgets import VBox
from traitlets import Dict, Unicode

from hplearn.lab.panels.live import locked_until
from hplearn.lab.scripts import source


class Drawing(AnyWidget):
    """What the browser draws; it needs no kernel once it is there."""

    _css = source("touch/touch.css")
    name = Unicode().tag(sync=True)
    data = Dict().tag(sync=True)

    def __init__(self, name, data):
        parts = "touch/touch.js", f"touch/figures/{name}.js", "touch/notebook.js"
        super().__init__(name=name, data=data, _esm=source("keyboard.js", "moved.js", *parts))


class LiveFigure:
    """A drawing, hidden while it waits for a prediction.

    Parameters
    ----------
    figure : Draggable
    """

    def __init__(self, figure):
        self.drawing = Drawing(figure.name, figure.data)
        self.box = VBox([locked_until(figure.after, self._set_locked), self.drawing])

    def _set_locked(self, locked):
        self.drawing.layout.display = "none" if locked else None  # it would tell the answer
