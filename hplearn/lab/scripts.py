"""The scripts and styles that our widgets and pages are made of, each of several files."""

from pathlib import Path

LAB = Path(__file__).parent


def source(*names):
    """Return files of this room, one after the other, as one text.

    Examples
    --------
    >>> source("pictures.css")[:20]
    '/* Each of our widge'
    """
    return "".join((LAB / name).read_text(encoding="utf-8") for name in names)
