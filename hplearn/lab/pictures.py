"""Figures as pictures that a screen reader can read, byte for byte the same on every run.

Neither JupyterLab nor nbconvert's page passes the metadata of an ``image/png`` output on to
``<img alt>``; both prefer ``text/html``. So a picture goes out as HTML with its alternative text,
and as PNG and plain text for the readers that do not take HTML (LaTeX, terminals).
"""

import sys
from base64 import b64encode
from html import escape
from io import BytesIO
from itertools import accumulate

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image, ImageFilter

from hplearn.lab.page import exporting, in_parts, picture_source
from hplearn.lab.style import styled, thin_log_ticks

ROUNDED = [17 * round(level / 17) for level in range(256)] * 3  # white and black stay what they are


def show(fig, *, alt):
    """Display a figure as a picture with a one-line alternative text.

    Log scales of two decades or more lose their small ticks, as in a panel. A figure of pyplot is
    closed there, or a notebook would show it a second time.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        From `hplearn.lab.figure`, or any other.
    alt : str
        What the picture shows, in one line, for a reader who cannot see it.

    Raises
    ------
    ValueError
        If ``alt`` is empty or has more than one line.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> fig, ax = figure()
    >>> line = ax.plot([0, 1, 2], [4.0, 1.0, 0.2])
    >>> show(fig, alt="The loss falls from 4 to 0.2 in two steps.")
    The loss falls from 4 to 0.2 in two steps.
    """
    from IPython.display import display

    display(Picture.of(fig, alt))


class Picture:
    """A PNG and the line that says what it shows."""

    def __init__(self, png, alt, cuts=()):
        self.png, self.alt, self.cuts = png, alt, cuts

    @classmethod
    def of(cls, fig, alt):
        """Return the picture of a figure, which is closed if it is pyplot's."""
        thin_log_ticks(fig.axes)
        picture = cls(
            smaller(png_bytes(fig)), one_line(alt, "alt"), gaps(fig) if exporting() else ()
        )
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close(fig)
        return picture

    def __repr__(self):
        """Return the alternative text."""
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        data, metadata = mimebundle(self.png, self.alt)
        if self.cuts:
            parts = in_parts(picture_source(laid_over(self.png, self.png)), self.alt, self.cuts)
            data["text/html"] = f'<div class="hplearn-parts">{parts}</div>'
        return data, metadata


def gaps(fig):
    """Return the middles of the gaps between axes that stand side by side, in shares of the width.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> [f"{gap:.2f}" for gap in gaps(figure(2)[0])]
    ['0.50']
    """
    boxes = sorted([*ax.get_tightbbox().intervalx] for ax in fig.axes if ax.get_visible())
    rights = accumulate((right for _, right in boxes), max)
    pairs = zip(rights, [left for left, _ in boxes[1:]], strict=False)
    return [(right + left) / 2 / fig.bbox.width for right, left in pairs if right < left]


def one_line(text, name):
    """Return the text if it is one line that says something.

    Raises
    ------
    ValueError
        If it is not a string, is empty, or has more than one line.

    Examples
    --------
    >>> one_line("Loss falls.", "alt")
    'Loss falls.'
    """
    if not isinstance(text, str) or not text.strip() or len(text.splitlines()) > 1:
        raise ValueError(f"{name} must be one line of text that says something, got {text!r}")
    return text


def png_bytes(fig):
    """Return the figure as PNG, fast: equal figures give equal bytes (no date, no program's name).

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> png_bytes(figure()[0])[1:4]
    b'PNG'
    """
    canvas = fig.canvas if hasattr(fig.canvas, "buffer_rgba") else FigureCanvasAgg(fig)
    with styled():  # ticks and grids take their look when they are first drawn
        canvas.draw()
    stream = BytesIO()
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    pixels.save(stream, format="png", compress_level=1)
    return stream.getvalue()


def smaller(png):
    """Return the picture in 256 colours and well packed: slower to make, right for keeping.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> picture = png_bytes(figure()[0])
    >>> len(smaller(picture)) < len(picture)
    True
    """
    stream = BytesIO()
    image = Image.open(BytesIO(png)).quantize(256)
    image.save(stream, format="png", optimize=True)
    return stream.getvalue()


def laid_over(png, first):
    """Return what of a picture is not in the first one of its film, as lossless WebP.

    What is alike lets the first one through, which itself is returned whole, so a page holds it
    once. Colours are rounded to steps that no eye sees. A margin of one pixel keeps the first one's
    lines from shining through where a browser draws the picture smaller or larger.

    Examples
    --------
    >>> from hplearn.lab import figure
    >>> fig, ax = figure()
    >>> first = png_bytes(fig)
    >>> line = ax.plot([0, 1])
    >>> Image.open(BytesIO(laid_over(png_bytes(fig), first))).getpixel((0, 0))[3]
    0
    """
    image, under = (
        Image.open(BytesIO(each)).convert("RGB").point(ROUNDED) for each in (png, first)
    )
    if png != first:
        changed = np.any(np.asarray(image) != np.asarray(under), axis=2)
        image.putalpha(Image.fromarray(np.uint8(255 * changed)).filter(ImageFilter.MaxFilter(3)))
    stream = BytesIO()
    image.save(stream, format="webp", lossless=True, quality=90)  # 100 takes 100 times as long
    return stream.getvalue()


def mimebundle(png, alt, caption=False):
    """Return ``(data, metadata)`` for the notebook: HTML with alternative text, PNG, plain text.

    Examples
    --------
    >>> data, metadata = mimebundle(b"", "Loss falls.")
    >>> data["text/plain"]
    'Loss falls.'
    """
    code = b64encode(png).decode()
    line = f"<p>{escape(alt)}</p>" if caption else ""
    html = f'<img src="data:image/png;base64,{code}" alt="{escape(alt)}">{line}'
    return {"text/html": html, "image/png": code, "text/plain": alt}, {"image/png": {"alt": alt}}
