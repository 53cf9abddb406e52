"""The controls in which an answer is given, each by mouse or by keyboard alone.

All have ``box`` (a widget), ``read()`` (the answer, None while nothing is entered), ``missing``
(what to do in that case), ``fill(value)`` and ``lock()``. ``trait`` is the one of ``box`` that has
the answer, None where the answer is made by buttons.
"""

from math import isfinite

from hplearn.lab.panels.controls import WIDE


class Entry:
    """What entries that are one widget share."""

    def read(self):
        """Return the answer as it stands."""
        return self.box.value

    def fill(self, value):
        """Give an answer."""
        self.box.value = value

    def lock(self):
        """Let nothing be changed any more."""
        self.box.disabled = True


class RadioEntry(Entry):
    """Radio buttons, none of them chosen, from pairs of a text and its letter.

    Examples
    --------
    >>> entry = RadioEntry([("about 350", "a"), ("about 90", "b")])
    >>> entry.fill("b")
    >>> entry.box.label
    'about 90'
    """

    missing, trait = "Choose an answer first.", "index"

    def __init__(self, pairs):
        from ipywidgets import Layout, RadioButtons

        self.box = RadioButtons(options=pairs, index=None, layout=Layout(width="auto"))


class NumberEntry(Entry):
    """A box for a number, empty at first: a number that stood there would pull the guess to it.

    Examples
    --------
    >>> entry = NumberEntry("steps")
    >>> entry.box.value = "1e2 steps"
    >>> entry.read()
    100.0
    """

    missing, trait = "Write one number first, such as 12, 0.5 or 1e-3.", "value"

    def __init__(self, unit):
        from ipywidgets import Text

        self._unit = unit
        name = f"Your guess ({unit}):" if unit else "Your guess:"
        self.box = Text(description=name, placeholder="a number", style=WIDE)

    def read(self):
        """Return the number, None for anything else."""
        text = self.box.value.strip().removesuffix(self._unit).replace("−", "-")
        try:
            number = float(text)
        except ValueError:
            return None
        return number if isfinite(number) else None

    def fill(self, value):
        """Write a number."""
        self.box.value = f"{value:.12g}"


class ListEntry:
    """A list of pairs of a text and its letter; two buttons move the chosen item up and down.

    Examples
    --------
    >>> entry = ListEntry([("first", "a"), ("second", "b"), ("third", "c")], say=print)
    >>> entry.move(1)
    'first: place 2 of 3'
    >>> entry.read()
    ['b', 'a', 'c']
    """

    missing, trait = "", None

    def __init__(self, pairs, say):
        from ipywidgets import Button, HBox, Layout, Select, VBox

        look = {"layout": Layout(width="auto", min_width="16rem"), "style": WIDE}
        self._list = Select(options=pairs, rows=len(pairs), description="Order:", **look)
        self._moves = {Button(description="Move up"): -1, Button(description="Move down"): 1}
        for button in self._moves:
            button.on_click(lambda pressed: say(self.move(self._moves[pressed])))
        self.box = HBox([self._list, VBox([*self._moves])])

    def move(self, step):
        """Move the chosen item by one place, and return where it is now; the ends hold it."""
        pairs, old = list(self._list.options), self._list.index
        new = min(max(old + step, 0), len(pairs) - 1)
        pairs.insert(new, pairs.pop(old))
        self._show(pairs, new)
        return f"{pairs[new][0]}: place {new + 1} of {len(pairs)}"

    def read(self):
        """Return the letters from first to last."""
        return [letter for _, letter in self._list.options]

    def fill(self, value):
        """Put the items in this order."""
        self._show(sorted(self._list.options, key=lambda pair: value.index(pair[1])), 0)

    def lock(self):
        """Let nothing be changed any more."""
        for control in (self._list, *self._moves):
            control.disabled = True

    def _show(self, pairs, index):
        with self._list.hold_sync(), self._list.hold_trait_notifications():
            self._list.options = pairs
            self._list.index = index
