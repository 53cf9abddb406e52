"""The widgets of a panel: handles, buttons, and the stage with the picture and its line of text."""

from ipywidgets import HTML, Button, HBox, Layout, VBox

from hplearn.lab.panels.stage import BESIDE, Stage

LOCKED = "Commit your prediction above to unlock."
RESET = "Reset"


def locked_until(after, lock):
    """Return a line that says that a prediction comes first, and is gone once that is done.

    Parameters
    ----------
    after : Prediction or None
    lock : callable
        ``lock(is_locked)`` is called at once, and again when that may have changed.
    """
    line = HTML(f"<p>{LOCKED}</p>")

    def update():
        is_locked = after is not None and not after.done
        line.layout.display = None if is_locked else "none"
        lock(is_locked)

    update()
    if after is not None and not after.done:
        after.on_change(update)
    return line


class Live:
    """What panels and films share: named handles, buttons that set them, a lock.

    Parameters
    ----------
    panel : Panel
    stage : Stage
    """

    def __init__(self, panel, stage):
        self.panel, self.stage, self._quiet = panel, stage, False
        self.handles = {name: control.widget() for name, control in panel.controls.items()}
        named = panel.named_stops | {RESET: {}}
        self.buttons = {name: self._button(name, values) for name, values in named.items()}
        stage.buttons = {name: self._in_browser(values) for name, values in named.items()}
        handles, buttons = VBox(self.rows()), HBox([*self.buttons.values()])
        buttons.layout.flex_flow = "row wrap"
        self.lock = locked_until(panel.after, self._set_locked)
        self.box = VBox([self.lock, handles, buttons, stage])
        self.box.add_class(BESIDE)
        for handle in self.handles.values():
            handle.observe(self._on_move, "value")

    def rows(self):
        """Return one widget for each row of controls."""
        return [*self.handles.values()]

    def lockable(self):
        """Return every widget that a learner can use."""
        return [*self.handles.values(), *self.buttons.values()]

    @property
    def values(self):
        """The values at which the handles stand, by name."""
        return {name: handle.value for name, handle in self.handles.items()}

    def moved(self):
        """Respond to a change of the values; the browser turns a film by itself."""

    def draw(self, k, values):
        """Set frame ``k`` of the stage to the picture at these values, or to what went wrong."""
        try:
            self.stage.put(k, *self.panel.render(**values))
        except Exception as error:  # a learner reads one sentence, never a traceback
            said = f"{type(error).__name__}: {error}"
            self.stage.fail(k, f"This could not be drawn at {self.panel.describe(values)}. {said}")

    def _on_move(self, change):
        if not self._quiet:
            self.moved()

    def _button(self, name, values):
        tip = "Set every control back to its default" if name == RESET else None
        button = Button(description=name, tooltip=tip, layout=Layout(width="auto"))
        button.on_click(lambda _: self.go_to(values))
        return button

    def _states(self, values):
        """Return by the name of each handle its state in the browser, which knows no values."""
        values, controls = self.panel.defaults | values, self.panel.controls
        return {name: {"index": controls[name].stops.index(values[name])} for name in controls}

    def _in_browser(self, values):
        """Return by the id of each handle the state that stage.js gives it at these values."""
        return {self.handles[name].model_id: now for name, now in self._states(values).items()}

    def go_to(self, values):
        """Set all handles, to their defaults where no value is given, and respond once.

        The browser has set its handles already. An answer to it would undo what was moved since.
        """
        self._quiet = True
        for name, state in self._states(values).items():
            self.handles[name].set_state(state)
        self._quiet = False
        self.moved()

    def _set_locked(self, locked):
        self.stage.layout.display = "none" if locked else None  # a picture would tell the answer
        for widget in self.lockable():
            widget.disabled = locked


class LivePanel(Live):
    """A panel whose one frame is drawn anew whenever a control moves."""

    def __init__(self, panel):
        super().__init__(panel, Stage(*panel.paper.pixels))
        self.stage.put(0, *panel.first)

    def moved(self):
        """Draw the picture of the new values; the browser has it while the next is prepared."""
        self.draw(0, self.values)
        self.panel.paper.prepare()
