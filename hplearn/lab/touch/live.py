"""The widget of a figure that one drags."""

from pathlib import Path

from anywidget import AnyWidget
from ipywidgets import HTML, VBox
from traitlets import Dict, Unicode

from hplearn.lab.panels.live import LOCKED
from hplearn.lab.scripts import KEYBOARD, MOVED

HERE = Path(__file__).parent


def source(name):
    """Return the text of a file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")


class Drawing(AnyWidget):
    """What the browser draws; it needs no kernel once it is there."""

    _css = source("touch.css")
    name = Unicode().tag(sync=True)
    data = Dict().tag(sync=True)

    def __init__(self, name, data):
        parts = (source("touch.js"), source(f"figures/{name}.js"), source("notebook.js"))
        super().__init__(name=name, data=data, _esm="".join((KEYBOARD, MOVED, *parts)))


class LiveFigure:
    """A drawing, hidden while it waits for a prediction.

    Parameters
    ----------
    figure : Draggable
    """

    def __init__(self, figure):
        self.after, self.drawing = figure.after, Drawing(figure.name, figure.data)
        self.lock = HTML(f"<p>{LOCKED}</p>")
        self.box = VBox([self.lock, self.drawing])
        self.wait()
        if self.after is not None and not self.after.done:
            self.after.on_change(self.wait)

    def wait(self):
        """Show what is to be seen: the drawing, or that it waits."""
        locked = self.after is not None and not self.after.done
        self.lock.layout.display = None if locked else "none"
        self.drawing.layout.display = "none" if locked else None  # it would tell the answer
