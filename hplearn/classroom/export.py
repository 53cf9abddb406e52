"""A lesson as one HTML page: its pictures, films and formulas in it, no kernel, no network.

nbconvert's page loads MathJax and more from the network. Here formulas are MathML, which browsers
draw themselves, and the page holds the script and the style that its panels need.
"""

import re
from functools import partial
from pathlib import Path

from hplearn.classroom.formulas import to_html
from hplearn.classroom.home import footer
from hplearn.classroom.notebooks import execute, normalise
from hplearn.files import write_whole
from hplearn.lab.page import FLAG, OPEN, SCRIPT, STYLE, shown_as, without_keys

TEMPLATE = Path(__file__).with_name("page.html.j2").read_text(encoding="utf-8")
ICONS = re.compile(r"/\*.*?\*/|--jp-icon-[\w-]+:\s*url\([^)]*\);", re.DOTALL)  # half of a style


def export(path: Path, folder: Path) -> Path:
    """Return the HTML file that was written: the notebook, freshly run, as a page of its own.

    Parameters
    ----------
    path : Path
        The notebook, which is not changed.
    folder : Path
        Where the page goes, under the notebook's name; created if it is missing.

    Raises
    ------
    NotebookError
        If a cell fails.
    CourseError
        If the file is not a notebook.
    OSError
        If the page cannot be written.

    Examples
    --------
    >>> export(Path("lessons/05-gradient-descent.ipynb"), Path("pages"))  # doctest: +SKIP
    PosixPath('pages/05-gradient-descent.html')
    """
    notebook = normalise(execute(path, env={FLAG: "1"}))
    target = folder / f"{path.stem}.html"
    write_whole(target, page(notebook, path.stem))
    return target


def page(notebook, name: str) -> str:
    r"""Return an executed notebook as HTML that loads nothing.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    name : str
        The page's title if the notebook begins with no heading.

    Raises
    ------
    NotebookError
        If a formula cannot be read.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> cell = new_markdown_cell("# Steps\n\nThe rate is $x$.")
    >>> html = page(new_notebook(cells=[cell]), "04-steps")
    >>> "<title>Steps</title>" in html, "<mi>x</mi>" in html, "$x$" in html
    (True, True, False)
    """
    from nbconvert import HTMLExporter

    filters = {"markdown2html": lambda text: to_html(without_keys(text)), "shown_as": shown_as}
    filters["without_icons"] = partial(ICONS.sub, "")
    exporter = HTMLExporter(raw_template=TEMPLATE, filters=filters)
    title = _title(notebook) or name
    resources = {"metadata": {"name": title}, "style": STYLE, "script": SCRIPT, "open": OPEN}
    resources["foot"] = footer()
    return exporter.from_notebook_node(notebook, resources=resources)[0]


def _title(notebook) -> str:
    first = notebook.cells[0].source.lstrip() if notebook.cells else ""
    return first.splitlines()[0].lstrip("# ") if first.startswith("# ") else ""
