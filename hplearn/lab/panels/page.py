"""Panels and questions in an exported page: no kernel, no network, a few lines of script.

A film carries one picture for each combination of stops, and plain controls that turn to it.
"""

import json
import os
from base64 import b64encode
from html import escape
from math import prod
from pathlib import Path

from hplearn.lab.panels.controls import Slider, combinations
from hplearn.lab.pictures import mimebundle, smaller

FLAG = "HPLEARN_EXPORT"  # set for the kernel of `hplearn export`
MAX_FRAMES = 150  # about 3 MB
NOTE = "The controls of this picture need Python: open the lesson in JupyterLab to move them."
SCRIPT = Path(__file__).with_name("page.js").read_text(encoding="utf-8")


def exporting():
    """Return whether this kernel runs a notebook for `hplearn export`.

    Examples
    --------
    >>> exporting()
    False
    """
    return os.environ.get(FLAG) == "1"


def panel_page(render, controls, named_stops=None):
    """Return a panel as HTML: a film if its stops are few, else its picture and a note.

    Parameters
    ----------
    render : callable
        ``render(**values) -> (png, text)``.
    controls : dict of str to Slider, Choice or Switch
        Labelled, by argument.
    named_stops : dict of str to dict, optional
        Values by argument, by the name on the button; what is not given is at its default.

    Examples
    --------
    >>> from hplearn.lab import figure, linear
    >>> from hplearn.lab.pictures import png_bytes
    >>> picture = png_bytes(figure()[0])
    >>> NOTE in panel_page(lambda **values: (picture, "A."), {"seed": linear(1, 151, 151)})
    True
    """
    defaults = {name: control.value for name, control in controls.items()}
    if prod(len(control.stops) for control in controls.values()) > MAX_FRAMES:
        png, text = render(**defaults)
        return mimebundle(smaller(png), text, caption=True)[0]["text/html"] + f"<p>{NOTE}</p>"
    frames, places = [], combinations(controls)
    for values in places:
        png, text = render(**values)
        frames.append((b64encode(smaller(png, hurry=True)).decode(), text))
    stops = [[control.text(stop) for stop in control.stops] for control in controls.values()]
    rows = "".join(f"<div>{_control(control)}</div>\n" for control in controls.values())
    buttons = "".join(
        f'<button type="button" data-stops="{_indices(controls, defaults | values)}">'
        f"{escape(name)}</button>\n"
        for name, values in ((named_stops or {}) | {"Reset": {}}).items()
    )
    code, text = frames[places.index(defaults)]
    return (
        f'<figure class="hplearn-film">\n{rows}<div>{buttons}</div>\n'
        f'<img src="data:image/png;base64,{code}" alt="{escape(text)}">\n'
        f'<figcaption aria-live="polite">{escape(text)}</figcaption>\n'
        f'<script type="application/json">{_json({"frames": frames, "stops": stops})}</script>\n'
        f"<script>{SCRIPT}</script>\n</figure>"
    )


def folded(html):
    """Return HTML that shows its content, an answer, only when the reader unfolds it.

    Examples
    --------
    >>> folded("<p>9</p>")
    '<details><summary>Answer</summary><p>9</p></details>'
    """
    return f"<details><summary>Answer</summary>{html}</details>"


def _control(control):
    """Return one control as HTML: a range with its value beside it, or a list to choose from."""
    label, at = escape(control.label or ""), control.stops.index(control.value)
    if isinstance(control, Slider):
        text = escape(control.text(control.value))
        handle = (
            f'<input type="range" min="0" max="{len(control.stops) - 1}" step="1" value="{at}" '
            f'aria-valuetext="{text}" autocomplete="off">'
        )
        return f'<label>{label} {handle}</label> <span aria-hidden="true">{text}</span>'
    options = "".join(
        f'<option value="{i}"{" selected" * (i == at)}>{escape(control.text(stop))}</option>'
        for i, stop in enumerate(control.stops)
    )
    return f'<label>{label} <select autocomplete="off">{options}</select></label>'


def _indices(controls, values):
    return [control.stops.index(values[name]) for name, control in controls.items()]


def _json(data):
    """Return JSON that cannot end the script element it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
