"""The picture of a panel or a film in the browser: its frames, and which of them is shown.

The browser's part is stage.js. It also names the controls beside it for screen readers.
"""

from anywidget import AnyWidget
from traitlets import Dict, Int

from hplearn.lab.scripts import source

BESIDE = "hplearn-panel"  # class of the box whose controls stage.js names


class Stage(AnyWidget):
    """A picture and the line of text under it, one of ``n_frames``.

    Each frame is a trait of its own, ``frame_0`` and so on, so that it crosses to the browser once.
    Which one is shown is ``index * n_inner + index_2``; the browser turns to it by itself.

    Parameters
    ----------
    width, height : int
        Of every picture, in pixels.
    n_frames : int
        One for a panel, which replaces it; one for each combination of stops for a film.
    n_inner : int
        How many stops ``index_2`` runs over.

    Examples
    --------
    >>> stage = Stage(600, 400, n_frames=2)
    >>> stage.put(1, b"png", "The loss is 3.")
    >>> stage.frame_1["text"], stage.frame_0
    ('The loss is 3.', {})
    """

    _esm = source("keyboard.js", "moved.js", "panels/stage.js")
    _css = source("pictures.css", "panels/stage.css")
    width = Int().tag(sync=True)
    height = Int().tag(sync=True)
    n_frames = Int().tag(sync=True)
    n_inner = Int(1).tag(sync=True)
    index = Int(0).tag(sync=True)
    index_2 = Int(0).tag(sync=True)
    buttons = Dict(help="By name, the state to which each handle is set, by its id.").tag(sync=True)
    n_views = Int(0, help="How many places on a page show it.").tag(sync=True)

    def __init__(self, width, height, *, n_frames=1, n_inner=1):
        self.add_traits(**{f"frame_{k}": Dict().tag(sync=True) for k in range(n_frames)})
        super().__init__(width=width, height=height, n_frames=n_frames, n_inner=n_inner)

    def put(self, k, png, text):
        """Set frame ``k``: a PNG and its line of text."""
        self.set_trait(f"frame_{k}", {"png": png, "text": text, "failed": False})

    def fail(self, k, message):
        """Set frame ``k`` to a message in place of a picture that could not be drawn."""
        self.set_trait(f"frame_{k}", {"png": b"", "text": message, "failed": True})

    def missing(self):
        """Return the numbers of the frames that were not set."""
        return [k for k in range(self.n_frames) if not getattr(self, f"frame_{k}")]
