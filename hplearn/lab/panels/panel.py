"""A figure with controls: its picture is drawn and sent anew when a control moves."""

from copy import copy
from dataclasses import replace

from hplearn.checks import require
from hplearn.lab.displayed import Displayed
from hplearn.lab.panels.controls import Control
from hplearn.lab.panels.page import panel_page
from hplearn.lab.panels.paper import Paper
from hplearn.lab.pictures import mimebundle, one_line, smaller

MAX_CONTROLS = 3


def panel(draw, /, *, n_axes=1, size=None, after=None, stops=None, **controls):
    """Return a panel: the picture that ``draw`` makes, and a control for each of its arguments.

    Parameters
    ----------
    draw : callable
        ``draw(axes, **values)`` draws on the axes it is given. It depends on its arguments alone,
        and gets a new figure each time. It may return one line of text: the result under the
        picture, which is also its alternative text.
    n_axes : int
        How many axes ``draw`` receives: one Axes, or an array of them side by side.
    size : (float, float), optional
        Width and height in inches; the picture never changes its size.
    after : Prediction, optional
        The controls are locked until the learner has answered or skipped it.
    stops : dict of str to dict, optional
        A button for each name, as in ``{"diverges": {"learning_rate": 0.21}}``: it sets these
        values, and the other controls to their defaults.
    **controls : Control
        At most three, from `linear`, `log_scale`, `choice` and `switch`, by the argument's
        name, which none of panel's own arguments has.

    Returns
    -------
    Panel
        Already drawn once at the defaults, so that a mistake in ``draw`` shows at once.

    Raises
    ------
    ValueError
        If there are no controls or more than three, or one is not a control or takes the name of an
        argument of panel, or ``stops`` names a value that no control has, or ``draw`` returns
        more than one line.

    Examples
    --------
    >>> from hplearn.lab import linear
    >>> def draw(ax, slope):
    ...     ax.plot([0, 1], [0, slope])
    ...     return f"At 1 the line is {slope} high."
    >>> panel(draw, slope=linear(-2, 2, 5), stops={"flat": {"slope": 0}})
    At 1 the line is 0 high.
    """
    own = {"n_axes": n_axes, "size": size, "after": after, "stops": stops}
    controls = labelled("panel", own, controls, MAX_CONTROLS)
    return Panel(draw, controls, Paper(n_axes, size), after, stops)


def labelled(caller, own, controls, most):
    """Return the controls with their labels filled in, none taken for an argument of the caller."""
    for name, value in own.items():
        if isinstance(value, Control):
            raise ValueError(f"{name} is an argument of {caller}, so no control has that name")
    for name, control in controls.items():
        expected = "a control from linear, log_scale, choice or switch"
        require(name, control, isinstance(control, Control), expected)
    if not 1 <= len(controls) <= most:
        raise ValueError(f"a {caller} has 1 to {most} controls, got {len(controls)}")
    return {
        name: replace(control, label=control.label or name.replace("_", " "))
        for name, control in controls.items()
    }


class Panel(Displayed):
    """What `panel` returns; put it last in a cell to display it.

    Examples
    --------
    >>> from hplearn.lab import switch
    >>> picture = panel(lambda ax, grid: ax.grid(grid), grid=switch())
    >>> [values for values in picture.stops()]
    [{'grid': False}, {'grid': True}]
    """

    LIVE = "panels.live:LivePanel"

    def __init__(self, draw, controls, paper, after=None, stops=None):
        is_right = after is None or hasattr(after, "on_change")
        require("after", after, is_right, "a prediction from predict")
        self.controls, self.after = controls, after
        self.defaults = {name: control.value for name, control in controls.items()}
        self.named_stops = {name: self._named(name, where) for name, where in (stops or {}).items()}
        self.paper, self._draw = paper, draw
        self.first = self.render()

    def render(self, /, **values):
        """Return ``(png, text)`` at these values, the others at their defaults; needs no kernel.

        Raises
        ------
        Exception
            Whatever ``draw`` raises.
        """
        values = self.defaults | values
        png, text = self.paper.picture(self._draw, values)
        return png, one_line(self.describe(values) if text is None else text, "draw's text")

    def stops(self):
        """Yield every dict of values to test: each control over its stops, others at default."""
        for name, control in self.controls.items():
            for stop in control.stops:
                yield self.defaults | {name: stop}

    def describe(self, values):
        """Return the values in words, as in ``"learning rate 0.1, momentum 0.9"``."""
        return ", ".join(f"{c.label} {c.text(values[name])}" for name, c in self.controls.items())

    def __repr__(self):
        """Return the line of text at the defaults: no address, so it prints the same each run."""
        return self.first[1]

    def still(self):
        """Return the picture at the defaults, with its line of text."""
        png, text = self.first
        return mimebundle(smaller(png), text, caption=True)

    def page(self):
        """Return it as a film of a page without a kernel."""
        on_page = copy(self)
        on_page.paper = self.paper.to_cut()
        return panel_page(on_page.render, self.controls, self.named_stops, on_page.paper.cuts())

    def _named(self, name, where):
        """Return the values of a named stop, each as its control has it."""
        unknown = sorted(where.keys() - self.controls.keys())
        if unknown:
            raise ValueError(f"stops: {name!r} sets {unknown}, which no control does")
        try:
            return {key: self.controls[key].stop(value) for key, value in where.items()}
        except ValueError as error:
            raise ValueError(f"stops: {name!r}: {error}") from None
