"""A figure that one drags: its code is JavaScript, its data Python's, its still a picture."""

from pathlib import Path

from hplearn.checks import require
from hplearn.lab.displayed import Displayed
from hplearn.lab.page import data_script
from hplearn.lab.pictures import Picture, mimebundle

FIGURES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("figures/*.js")))


def draggable(name, still, /, *, alt, after=None, **data):
    """Return a figure that one drags, drawn by the browser, in a notebook as on a page.

    Parameters
    ----------
    name : str
        Which one: ``"hill"`` (lesson 05), ``"race"`` (07, 08), ``"trials"`` (12), ``"maximum"``
        (14), ``"tournament"`` (15).
    still : matplotlib.figure.Figure
        What is seen where nothing moves: on GitHub, on paper, without JavaScript.
    alt : str
        What it shows, in one line.
    after : Prediction, optional
        The figure is hidden until the learner has answered or skipped it.
    **data : float, str, list or dict
        What the figure draws and does not compute itself, as JSON has it.

    Returns
    -------
    Draggable
        Put it last in a cell to display it.

    Raises
    ------
    ValueError
        If there is no such figure, ``alt`` has not one line, ``after`` is no prediction, or the
        data have a number that is not finite, which JSON has not.
    TypeError
        If JSON cannot hold the data, as with an array: hand over its ``tolist()``.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> draggable("hill", figure()[0], alt="A hill.")
    A hill.
    """
    require("name", name, name in FIGURES, f"one of {', '.join(FIGURES)}")
    is_right = after is None or hasattr(after, "on_change")
    require("after", after, is_right, "a prediction from predict")
    return Draggable(name, Picture.of(still, alt), after, data)


class Draggable(Displayed):
    """What `draggable` returns.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> draggable("hill", figure()[0], alt="A hill.").page()[:26]
    '<figure data-touch="hill">'
    """

    LIVE = "touch.live:LiveFigure"

    def __init__(self, name, picture, after, data):
        self.name, self.picture, self.after, self.data = name, picture, after, data
        self._script = data_script(data)

    def still(self):
        """Return the picture with its line of text."""
        return mimebundle(self.picture.png, self.picture.alt, caption=True)

    def page(self):
        """Return it for a page without a kernel: the still, whose place a script takes."""
        html = self.still()[0]["text/html"]
        return f'<figure data-touch="{self.name}">\n{html}{self._script}</figure>'

    def __repr__(self):
        """Return what the still says."""
        return self.picture.alt
