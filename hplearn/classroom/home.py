"""Where the course is at home, and what each of its pages says of that at its foot."""

from importlib.metadata import metadata
from pathlib import Path

from hplearn.lab.scripts import template


def repository() -> str:
    """Return the repository's address, as the installed package tells it."""
    addresses = metadata("hplearn").get_all("Project-URL")
    return dict(entry.split(", ", 1) for entry in addresses)["Source"]


def footer() -> str:
    """Return the licence as HTML, and where to report a mistake.

    Examples
    --------
    >>> "CC BY 4.0" in footer(), "Report a mistake" in footer()
    (True, True)
    """
    return template(Path(__file__).with_name("footer.html.j2")).render(source=repository())
