"""What a learner may change: each control lists its stops, and makes its own widget.

A stop is one value a control can take; a panel is tested by drawing every stop.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import isclose

import numpy as np

from hplearn.lab.numerals import numeral

WIDE = {"description_width": "initial"}
FULL = "calc(100% - 4px)"  # of a narrow page, but for the margins


@dataclass(frozen=True)
class Control:
    """A few named options, as radio buttons; what derives from it looks otherwise.

    Parameters
    ----------
    stops : tuple
    value : object
        The default, one of the stops.
    label : str, optional
        Full words; a panel fills in the argument's name.

    Examples
    --------
    >>> Control(("GD", "Adam"), value="GD").text("Adam")
    'Adam'
    """

    stops: tuple
    value: object
    label: str | None = None

    def text(self, value):
        """Return the option as a learner reads it."""
        return str(value)

    def stop(self, value):
        """Return the option itself."""
        if value not in self.stops:
            raise ValueError(f"value must be one of {self.stops!r}, got {value!r}")
        return self.stops[self.stops.index(value)]

    def widget(self):
        """Return ipywidgets radio buttons."""
        from ipywidgets import Layout, RadioButtons

        layout = Layout(width="auto")
        return RadioButtons(**self._listed(), orientation="horizontal", layout=layout)

    def _listed(self):
        """Return what ipywidgets takes of a control that lists its stops."""
        options = [(self.text(stop), stop) for stop in self.stops]
        label = self.label or ""
        return {"options": options, "value": self.value, "description": label, "style": WIDE}


@dataclass(frozen=True)
class Switch(Control):
    """Off or on.

    Examples
    --------
    >>> Switch().stops
    (False, True)
    """

    stops: tuple = (False, True)
    value: bool = False

    def text(self, value):
        """Return ``"on"`` or ``"off"``."""
        return "on" if value else "off"


@dataclass(frozen=True)
class Slider(Control):
    """Ordered stops on a line, numbers.

    Examples
    --------
    >>> Slider((0.1, 0.2, 0.5), value=0.2).text(0.5)
    '0.5'
    """

    def text(self, value):
        """Return the value as a learner reads it: digits enough to tell the stops apart."""
        return numeral(value, self._n_digits)

    def stop(self, value):
        """Return the stop that equals the value but for rounding."""
        near = min(self.stops, key=lambda stop: abs(stop - value))
        if not isclose(near, value, rel_tol=1e-9):
            raise ValueError(f"value must be one of the stops, got {value}; the nearest is {near}")
        return near

    def widget(self):
        """Return an ipywidgets slider over the stops, moved by mouse or arrow keys."""
        from ipywidgets import Layout, SelectionSlider

        return SelectionSlider(**self._listed(), layout=Layout(width="32rem", max_width=FULL))

    @cached_property
    def _n_digits(self):
        n = len(self.stops)
        return next(d for d in range(3, 18) if len({numeral(s, d) for s in self.stops}) == n)


def linear(start, stop, n, *, value=None, label=None):
    """Return a slider of ``n`` evenly spaced stops, for what adds.

    Parameters
    ----------
    start, stop : float or int
        First and last stop; whole numbers if both are and every stop is.
    n : int
        Number of stops, at least 2.
    value : float, optional
        The default, one of the stops; the middle one if left out.
    label : str, optional
        Full words; the argument's name if left out.

    Raises
    ------
    ValueError
        If there are fewer than 2 stops, two are the same, or ``value`` is not one of them.

    Examples
    --------
    >>> linear(0.0, 0.4, 3).stops
    (0.0, 0.2, 0.4)
    >>> linear(1, 5, 5).stops
    (1, 2, 3, 4, 5)
    """
    return _slider(np.linspace, start, stop, n, value=value, label=label)


def log_scale(start, stop, n, *, value=None, label=None):
    """Return a slider of ``n`` stops in equal ratios, for what multiplies.

    Parameters are those of `linear`; ``start`` and ``stop`` are above 0.

    Raises
    ------
    ValueError
        As `linear`, and if ``start`` or ``stop`` is not positive.

    Examples
    --------
    >>> log_scale(0.01, 100, 5).stops
    (0.01, 0.1, 1.0, 10.0, 100.0)
    >>> log_scale(1, 27, 4).stops
    (1, 3, 9, 27)
    """
    if min(start, stop) <= 0:
        raise ValueError(f"a log slider needs start and stop above 0, got {start} and {stop}")
    return _slider(np.geomspace, start, stop, n, value=value, label=label)


def choice(*options, value=None, label=None):
    """Return a choice between named options; the first is the default unless ``value`` says.

    Parameters
    ----------
    *options : object
        Two or more; each is shown as its text.
    value : object, optional
        The default, one of the options.
    label : str, optional
        Full words; the argument's name if left out.

    Raises
    ------
    ValueError
        If there are fewer than 2 options, two look alike, or ``value`` is not one of them.

    Examples
    --------
    >>> choice("GD", "Momentum", "Adam").value
    'GD'
    """
    if len({*map(str, options)}) < max(2, len(options)):
        raise ValueError(f"choice needs at least 2 options, all different, got {options!r}")
    return _at(Control(options, options[0], label), value)


def switch(value=False, *, label=None):
    """Return a switch, off unless ``value`` is True.

    Parameters
    ----------
    value : bool
        The default.
    label : str, optional
        Full words; the argument's name if left out.

    Examples
    --------
    >>> switch(True).value
    True
    """
    return Switch(value=bool(value), label=label)


def combinations(controls):
    """Return the values of every combination of stops, by name, the last control's fastest.

    Examples
    --------
    >>> combinations({"grid": switch(), "turn": switch()})[1]
    {'grid': False, 'turn': True}
    """
    stops = product(*(control.stops for control in controls.values()))
    return [dict(zip(controls, values, strict=True)) for values in stops]


def _slider(spaced, start, stop, n, *, value, label):
    """Return a slider of these stops, whole numbers if both ends and all of them are."""
    if n < 2 or start == stop or not np.isfinite([start, stop]).all():
        raise ValueError(f"a slider needs 2 or more stops, got {n} from {start} to {stop}")
    stops = [float(f"{x:.12g}") for x in spaced(start, stop, n)]
    if isinstance(start, int) and isinstance(stop, int) and all(x.is_integer() for x in stops):
        stops = [int(x) for x in stops]
    if len({*stops}) < n:
        raise ValueError(f"a slider needs different stops, got {stops}")
    return _at(Slider(tuple(stops), stops[len(stops) // 2], label), value)


def _at(control, value):
    return control if value is None else replace(control, value=control.stop(value))
