"""The lessons as cards: each with its question and a small picture of its own."""

import json
from base64 import b64decode
from io import BytesIO

from PIL import Image

SIZE = (300, 250)  # twice as many pixels as it is shown in, for sharp screens
TAG = "thumbnail"  # of the cell whose picture stands for its lesson


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
    """Return as PNG the left part of the picture for which a lesson's text has the tag."""
    (png,) = [
        output["data"]["image/png"]
        for cell in json.loads(text)["cells"]
        if TAG in cell["metadata"].get("tags", [])
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    picture = Image.open(BytesIO(b64decode(png))).convert("RGB")
    left = (0, 0, min(picture.width, picture.height * SIZE[0] / SIZE[1]), picture.height)
    small = picture.resize(SIZE, Image.Resampling.LANCZOS, left).quantize(64)
    stream = BytesIO()
    small.save(stream, "png", optimize=True)
    return stream.getvalue()
