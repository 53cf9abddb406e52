"""The scripts, styles and templates that our widgets and pages are made of."""

from functools import cache
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


@cache
def template(name):
    """Return a template, which escapes, by its name in this room or its path.

    Jinja2 is loaded when the first is used.
    """
    from jinja2 import Template

    return Template(source(name), autoescape=True)
