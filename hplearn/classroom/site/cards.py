"""The lessons as cards: each with its question and a small picture of its own."""

import json
from base64 import b64decode
from io import BytesIO
from itertools import pairwise

import numpy as np
from PIL import Image, ImageOps

SIZE = (300, 250)  # twice as many pixels as it is shown in, for sharp screens
LEFT, RIGHT = "thumbnail", "thumbnail-right"  # of the cell whose picture stands for its lesson


def cards(pages):
    r"""Return Markdown with a link for each lesson: its picture, number and question.

    Parameters
    ----------
    pages : list of LessonPage

    Examples
    --------
    >>> from pathlib import Path
    >>> from hplearn.lab.questions.lesson_pages import LessonPage
    >>> page = LessonPage("start-here", Path("lessons/00-start-here.ipynb"), "00 · Start here")
    >>> print(cards([page]).splitlines()[1])
    - [![](thumbnails/00-start-here.png) 00 · Start here](lessons/00-start-here.ipynb)
    """
    rows = "".join(
        f"- [![](thumbnails/{page.path.stem}.png) {page.title}](lessons/{page.path.name})\n"
        for page in pages
    )
    return f"```{{container}} hplearn-cards\n{rows}```"


def thumbnail(text):
    """Return as PNG the left or right panel of the picture for which a lesson has the tag."""
    ((png, tag),) = [
        (output["data"]["image/png"], tag)
        for cell in json.loads(text)["cells"]
        for tag in {LEFT, RIGHT}.intersection(cell["metadata"].get("tags", []))
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    picture = Image.open(BytesIO(b64decode(png))).convert("RGB")
    picture = picture if tag == LEFT else ImageOps.mirror(picture)
    picture = ImageOps.pad(panel(picture), SIZE, Image.Resampling.LANCZOS, "white")
    picture = picture if tag == LEFT else ImageOps.mirror(picture)
    stream = BytesIO()
    picture.quantize(64).save(stream, "png", optimize=True)
    return stream.getvalue()


def panel(picture):
    """Return what fits a card from the left, cut at the widest blank strip, or else all of it."""
    fits = picture.height * SIZE[0] / SIZE[1]
    upper = np.asarray(picture.convert("L"))[: picture.height * 5 // 6]  # no numbers at the axis
    gaps = pairwise(np.flatnonzero((upper < 250).any(axis=0)))
    cuts = [
        (b - a, min(b - 2, a + 20)) for a, b in gaps if b > a + 1 and 0.75 * fits < a < 1.1 * fits
    ]
    return picture.crop((0, 0, max(cuts)[1], picture.height)) if cuts else picture
