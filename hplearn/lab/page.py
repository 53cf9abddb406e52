"""What a page without a kernel has in common, exported or of the site: one script, one style.

`hplearn.lab.panels.page` makes its films, `hplearn.lab.questions.page` its questions.
"""

import json
import os
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

FLAG = "HPLEARN_EXPORT"  # in the kernel that makes a page: 1, or the folder that pictures go to
SCRIPT, STYLE = (
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("page.js", "page.css")
)


def exporting():
    """Return whether this kernel runs a notebook that becomes a page.

    Examples
    --------
    >>> exporting()
    False
    """
    return bool(os.environ.get(FLAG))


def picture_source(png):
    """Return where a film's picture is to be found: in the page, or beside it in a file.

    On a site it is a file, which is loaded when a reader turns to it; its name is its content's.

    Examples
    --------
    >>> picture_source(b"")
    'data:image/png;base64,'
    """
    folder = os.environ.get(FLAG, "1")
    if folder == "1":
        return "data:image/png;base64," + b64encode(png).decode()
    name = f"{sha256(png).hexdigest()[:16]}.png"
    Path(folder, name).write_bytes(png)
    return f"../{Path(folder).name}/{name}"


def data_script(data):
    r"""Return a script element that holds data, which cannot end it.

    Examples
    --------
    >>> data_script("</")
    '<script type="application/json">"\\u003c/"</script>'
    """
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
