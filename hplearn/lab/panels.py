"""A figure with controls: one figure kept alive, its picture sent anew when a control moves."""

from dataclasses import replace
from html import escape

import numpy as np

from hplearn.lab.controls import Choice, Slider, Switch
from hplearn.lab.pictures import mimebundle, one_line, png_bytes, smaller
from hplearn.lab.style import ALARM, clear, figure, styled, thin_log_ticks

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CONTROLS = Slider | Choice | Switch
MAX_CONTROLS = 3


def panel(draw, /, *, n_axes=1, size=None, **controls):
    """Return a panel: the picture that ``draw`` makes, and a control for each of its arguments.

    Parameters
    ----------
    draw : callable
        ``draw(axes, **values)`` draws on the axes it is given, and on nothing else. It depends on
        its arguments alone, and sees cleared axes each time. It may return one line of text: the
        result under the picture, which is also its alternative text.
    n_axes : int
        How many axes ``draw`` receives: one Axes, or an array of them side by side.
    size : (float, float), optional
        Width and height in inches; the picture never changes its size.
    **controls : Slider, Choice or Switch
        At most three, from `linear`, `log`, `choice` and `switch`, by the argument's name, which is
        any but n_axes and size.

    Returns
    -------
    Panel
        Already drawn once at the defaults, so that a mistake in ``draw`` shows at once.

    Raises
    ------
    ValueError
        If there are no controls or more than three, or one is no control or takes the name n_axes
        or size, or ``draw`` returns more than one line or adds axes, titles or legends to the
        figure itself.

    Examples
    --------
    >>> from hplearn.lab import linear
    >>> def draw(ax, slope):
    ...     ax.plot([0, 1], [0, slope])
    ...     return f"At 1 the line is {slope} high."
    >>> panel(draw, slope=linear(-2, 2, 5))
    At 1 the line is 0 high.
    """
    for name, value in {"n_axes": n_axes, "size": size}.items():
        if isinstance(value, CONTROLS):
            raise ValueError(f"{name} is an argument of panel, so no control has that name")
    for name, control in controls.items():
        if not isinstance(control, CONTROLS):
            expected = "a control from linear, log, choice or switch"
            raise ValueError(f"{name} must be {expected}, got {control!r}")
    if not 1 <= len(controls) <= MAX_CONTROLS:
        raise ValueError(f"a panel has 1 to {MAX_CONTROLS} controls, got {len(controls)}")
    named = {
        name: replace(control, label=control.label or name.replace("_", " "))
        for name, control in controls.items()
    }
    return Panel(draw, named, lambda: figure(n_axes, size=size))


class Panel:
    """What `panel` returns; put it last in a cell to display it.

    Examples
    --------
    >>> from hplearn.lab import switch
    >>> picture = panel(lambda ax, grid: ax.grid(grid), grid=switch())
    >>> [values for values in picture.stops()]
    [{'grid': False}, {'grid': True}]
    """

    def __init__(self, draw, controls, make_figure):
        self.controls = controls
        self.defaults = {name: control.value for name, control in controls.items()}
        self._draw, self._make_figure = draw, make_figure
        self._figure, self._axes = make_figure()
        self._live = None
        self._first = self.render()

    def render(self, /, **values):
        """Return ``(png, text)`` at these values, the others at their defaults; needs no kernel.

        Raises
        ------
        Exception
            Whatever ``draw`` raises.
        """
        values = self.defaults | values
        self._clear()
        with styled():
            text = self._draw(self._axes, **values)
            thin_log_ticks(self._axes)
        if self._has_extras():
            raise ValueError("draw must draw on the axes it is given, and add nothing beside them")
        png = png_bytes(self._figure)
        return png, one_line(self.describe(values) if text is None else text, "draw's text")

    def stops(self):
        """Yield every dict of values to test: each control over its stops, others at default."""
        for name, control in self.controls.items():
            for stop in control.stops:
                yield self.defaults | {name: stop}

    def describe(self, values):
        """Return the values in words, as in ``"learning rate 0.1, momentum 0.9"``."""
        return ", ".join(f"{c.label} {c.text(values[name])}" for name, c in self.controls.items())

    def empty(self):
        """Return a white PNG, which stands where no picture could be drawn."""
        self._clear()
        for ax in np.ravel(self._axes):
            ax.set_axis_off()
        return png_bytes(self._figure)

    @property
    def width(self):
        """Width of the picture in pixels."""
        return round(self._figure.bbox.width)

    @property
    def widget(self):
        """The live ipywidgets box, built when it is first asked for."""
        if self._live is None:
            self._live = Live(self, self._first)
        return self._live.box

    def __repr__(self):
        """Return the line of text at the defaults: no address, so it prints the same each run."""
        return self._first[1]

    def _repr_mimebundle_(self, include=None, exclude=None):
        from IPython import get_ipython

        png, text = self._first
        data, metadata = mimebundle(smaller(png), text, caption=True)
        if hasattr(get_ipython(), "kernel"):
            data |= {WIDGET_VIEW: self.widget._repr_mimebundle_()[WIDGET_VIEW]}
        return data, metadata

    def _clear(self):
        """Clear the axes; what a drawing added beside them goes with its figure."""
        if self._has_extras():
            self._figure, self._axes = self._make_figure()
        clear(self._axes)

    def _has_extras(self):
        return len(self._figure.get_children()) != 1 + np.size(self._axes)  # its ground, its axes


class Live:
    """The widgets of one panel: handles, a reset button, the picture, the line of text."""

    def __init__(self, panel, first):
        from ipywidgets import HTML, Button, HBox, Image, Layout, VBox

        self._panel, self._quiet = panel, False
        self._handles = {name: control.widget() for name, control in panel.controls.items()}
        width = f"{panel.width}px"
        self._image = Image(format="png", layout=Layout(width=width, max_width="100%"))
        self._text = HTML()
        reset = Button(description="Reset", tooltip="Set every control back to its default")
        reset.on_click(self._reset)
        for handle in self._handles.values():
            handle.observe(self._update, "value")
        self._put(*first)
        controls = HBox([VBox([*self._handles.values()]), reset])
        self.box = VBox([controls, self._image, self._text])

    def _update(self, change=None):
        if self._quiet:
            return
        values = {name: handle.value for name, handle in self._handles.items()}
        try:
            self._put(*self._panel.render(**values))
        except Exception as error:  # a learner reads one sentence, never a traceback
            self._put_error(error, self._panel.describe(values))

    def _put(self, png, text):
        self._image.value, self._image.layout.border = png, None
        self._text.value = escape(text)

    def _put_error(self, error, values):
        self._image.value = self._panel.empty()
        self._image.layout.border = f"3px solid {ALARM}"
        message = f"This could not be drawn at {values}. {type(error).__name__}: {error}"
        self._text.value = f'<b style="color: {ALARM}">{escape(message)}</b>'

    def _reset(self, button):
        self._quiet = True
        for name, value in self._panel.defaults.items():
            self._handles[name].value = value
        self._quiet = False
        self._update()
