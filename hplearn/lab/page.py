"""What a page without a kernel has in common, exported or of the site: one script, one style.

`hplearn.lab.panels.page` makes its films, `hplearn.lab.questions.page` its questions.
"""

import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path

from hplearn.lab.scripts import LAB, source

OPEN = (
    '<p class="hplearn-open">The answers stand below their questions here: '
    "predict before you read on. "
    "<span>For paper without answers: <code>hplearn handout</code>.</span></p>"
)
KEYS_AND_FILES = (
    r"Shift\+Enter|`progress\.json`|the one below it|Do so with every cell|Run the next cell"
    r"|the three dots|delete this file|The next cell shows how far you are"
    r"|Run the cell, then|delete a lesson|change the fold seed"
)
OF_JUPYTERLAB = re.compile(f".*(?:{KEYS_AND_FILES}).*\n?")  # a sentence has a line
QUESTION = re.compile(r"\s*(?:\w+ = )?(?:predict|explain|quiz)\(.*\)\s*(?:\n\s*\w+)?\s*")
FLAG = "HPLEARN_EXPORT"  # in the kernel that makes a page: 1, or the folder that pictures go to
STYLES = [LAB / name for name in ("page.css", "verdict.css", "touch/touch.css")]
FIGURES = sorted(LAB.glob("touch/figures/*.js"))
SCRIPTS = [LAB / "touch" / "touch.js", *FIGURES, LAB / "moved.js", LAB / "page.js"]
STYLE, SCRIPT = source(*STYLES), source(*SCRIPTS)


def exporting():
    """Return whether this kernel runs a notebook that becomes a page.

    Examples
    --------
    >>> exporting()
    False
    """
    return bool(os.environ.get(FLAG))


def picture_source(webp):
    """Return where a film's picture is to be found: in the page, or beside it in a file.

    On a site it is a file, which is loaded when a reader turns to it; its name is its content's.

    Examples
    --------
    >>> picture_source(b"")
    'data:image/webp;base64,'
    """
    folder = os.environ.get(FLAG, "1")
    if folder == "1":
        return "data:image/webp;base64," + b64encode(webp).decode()
    name = f"{sha256(webp).hexdigest()[:16]}.webp"
    Path(folder, name).write_bytes(webp)
    return f"../{Path(folder).name}/{name}"


def in_parts(address, alt, cuts):
    """Return a picture as HTML: whole, and on a phone cut into parts, one below the other.

    Parameters
    ----------
    address : str
        From `picture_source`.
    alt : str
    cuts : sequence of float
        Where it is cut, in shares of its width.

    Examples
    --------
    >>> in_parts("a.webp", "Two maps.", [0.5]).count("<img")
    2
    """
    return "".join(
        f'<span class="hplearn-part" style="--from: {start:.3f}; --to: {stop:.3f}">'
        f'<img src="{address}" alt="{"" if start else escape(alt)}"></span>'
        for start, stop in pairwise((0, *cuts, 1))
    )


def data_script(data):
    r"""Return a script element that holds data, which cannot end it.

    Examples
    --------
    >>> data_script("</")
    '<script type="application/json">"\\u003c/"</script>'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'


def without_keys(text):
    r"""Return a lesson's prose without the sentences on JupyterLab's keys and files.

    Examples
    --------
    >>> without_keys("Read.\nPress Shift+Enter.\nThink.")
    'Read.\nThink.'
    """
    return OF_JUPYTERLAB.sub("", text).replace("kept on this computer", "kept in this browser")


def shown_as(cell):
    r"""Return how a page shows a cell of code: a tag of MyST-NB, or nothing if it is shown.

    The call that asks a question is not shown, and what only draws is folded. A table of what was
    answered is left out, since that is another reader's.

    Examples
    --------
    >>> shown_as({"source": 'guess = predict("a/b")\nguess', "metadata": {}})
    'remove-input'
    >>> shown_as({"source": "progress()", "metadata": {}})
    'remove-cell'
    """
    if "".join(cell["source"]) == "progress()":
        return "remove-cell"
    if QUESTION.fullmatch("".join(cell["source"])):
        return "remove-input"
    return "hide-input" if cell["metadata"].get("jupyter", {}).get("source_hidden") else ""
