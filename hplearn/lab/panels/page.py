"""A panel in a page without a kernel: a film, whose controls turn to a picture of each stop."""

from html import escape
from itertools import pairwise
from math import prod

from hplearn.lab.page import data_script, picture_source
from hplearn.lab.panels.controls import Slider, combinations
from hplearn.lab.pictures import laid_over, mimebundle, smaller

MAX_FRAMES = 300
NOTE = "The controls of this picture need Python: open the lesson in JupyterLab to move them."


def panel_page(render, controls, named_stops, cuts):
    """Return a panel as HTML: a film of its stops, or its picture and a note.

    Where the stops have more than 300 combinations, the last controls stay at their defaults.

    Parameters
    ----------
    render : callable
        ``render(**values) -> (png, text)``.
    controls : dict of str to Control
        Labelled, by argument.
    named_stops : dict of str to dict
        Values by argument, by the name on the button; what is not given is at its default.
    cuts : sequence of float
        Where the picture is cut, in shares of its width, so that a phone shows its parts one below
        the other.

    Examples
    --------
    >>> from hplearn.lab import figure, linear
    >>> from hplearn.lab.pictures import png_bytes
    >>> picture = png_bytes(figure()[0])
    >>> controls = {"seed": linear(1, 301, 301)}
    >>> NOTE in panel_page(lambda **values: (picture, "A."), controls, {}, cuts=())
    True
    """
    defaults = {name: control.value for name, control in controls.items()}
    moving = _few_enough(controls)
    still = [control for name, control in controls.items() if name not in moving]
    if not moving:
        png, text = render(**defaults)
        return mimebundle(smaller(png), text, caption=True)[0]["text/html"] + f"<p>{NOTE}</p>"
    at = combinations(moving).index({name: defaults[name] for name in moving})
    drawn = [render(**defaults | values) for values in combinations(moving)]
    frames = [(picture_source(laid_over(png, drawn[at][0])), text) for png, text in drawn]
    source, text = frames[at]
    stops = [[control.text(stop) for stop in control.stops] for control in moving.values()]
    return (
        f'<figure class="hplearn-film">\n'
        f"<fieldset>{''.join(map(_control, moving.values()))}"
        f"<div>{_buttons(moving, named_stops)}</div></fieldset>\n"
        f"{''.join(map(_stays, still))}"
        f"{_parts(source, text, cuts)}\n"
        f'<figcaption aria-live="polite">{escape(text)}</figcaption>\n'
        f"{data_script({'frames': frames, 'stops': stops})}\n</figure>"
    )


def _parts(source, text, cuts):
    """Return the picture, and once more for each further part, which a phone alone shows."""
    html = ""
    for start, stop in pairwise((0, *cuts, 1)):
        html += (
            f'<span class="hplearn-part" style="--from: {start:.3f}; --to: {stop:.3f}">'
            f'<img src="{source}" alt="{"" if start else escape(text)}"></span>'
        )
    return html


def _few_enough(controls):
    """Return the first controls, as many as can move in a page."""
    moving = list(controls)
    while prod(len(controls[name].stops) for name in moving) > MAX_FRAMES:
        moving.pop()
    return {name: controls[name] for name in moving}


def _buttons(controls, named_stops):
    """Return a button for each named stop that a page has, and one for the defaults."""
    rows = []
    for name, values in (named_stops | {"Reset": {}}).items():
        if values.keys() <= controls.keys():
            at = [c.stops.index(values.get(key, c.value)) for key, c in controls.items()]
            rows.append(f'<button type="button" data-stops="{at}">{escape(name)}</button>\n')
    return "".join(rows)


def _stays(control):
    label, text = escape(control.label), escape(control.text(control.value))
    return f"<p>On this page {label} stays at {text}.</p>\n"


def _control(control):
    """Return one control as HTML: a range with its value beside it, or a list to choose from."""
    label, at = escape(control.label or ""), control.stops.index(control.value)
    if isinstance(control, Slider):
        text = escape(control.text(control.value))
        return (
            f'<div><label>{label} <input type="range" min="0" max="{len(control.stops) - 1}" '
            f'step="1" value="{at}" aria-valuetext="{text}" autocomplete="off"></label> '
            f'<span aria-hidden="true">{text}</span> '
            f'<button type="button" data-play aria-label="Play {label}">Play</button></div>\n'
        )
    options = "".join(
        f'<option value="{i}"{" selected" * (i == at)}>{escape(control.text(stop))}</option>'
        for i, stop in enumerate(control.stops)
    )
    return f'<div><label>{label} <select autocomplete="off">{options}</select></label></div>\n'
