"""A panel in a page without a kernel: a film, whose controls turn to a picture of each stop."""

from math import prod

from hplearn.lab.page import data_script, in_parts, picture_source
from hplearn.lab.panels.controls import Slider, combinations
from hplearn.lab.pictures import laid_over, mimebundle, smaller
from hplearn.lab.scripts import template

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
    if not moving:
        png, text = render(**defaults)
        return mimebundle(smaller(png), text, caption=True)[0]["text/html"] + f"<p>{NOTE}</p>"
    at = combinations(moving).index({name: defaults[name] for name in moving})
    drawn = [render(**defaults | values) for values in combinations(moving)]
    frames = [(picture_source(laid_over(png, drawn[at][0])), text) for png, text in drawn]
    picture, text = frames[at]
    stops = [[control.text(stop) for stop in control.stops] for control in moving.values()]
    return template("panels/film.html.j2").render(
        controls=[*map(_shown, moving.values(), stops)],
        buttons=[*_buttons(moving, named_stops)],
        still=[(c.label, c.text(c.value)) for name, c in controls.items() if name not in moving],
        parts=in_parts(picture, text, cuts),
        text=text,
        data=data_script({"frames": frames, "stops": stops}),
    )


def _few_enough(controls):
    """Return the first controls, as many as can move in a page."""
    moving = list(controls)
    while prod(len(controls[name].stops) for name in moving) > MAX_FRAMES:
        moving.pop()
    return {name: controls[name] for name in moving}


def _shown(control, texts):
    """Return a control's label, the texts of its stops, where it stands, and whether it slides."""
    is_slider = isinstance(control, Slider)
    return control.label or "", texts, control.stops.index(control.value), is_slider


def _buttons(controls, named_stops):
    """Yield the name and the stops of each button that a page has, and of one for the defaults."""
    for name, values in (named_stops | {"Reset": {}}).items():
        if values.keys() <= controls.keys():
            yield name, [c.stops.index(values.get(key, c.value)) for key, c in controls.items()]
