"""Panels: pure in their values, one redraw a change, no traceback shown."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from unittest.mock import Mock

import matplotlib
import numpy as np
import pytest
from PIL import Image

from hplearn.lab import choice, linear, log_scale, panel, switch

from ..shown import frame, live

SLOPES = linear(-2, 2, 5)
CONTROLS = {"slope": SLOPES, "line": choice("solid", "dotted"), "scaled": switch()}


def draw(ax, slope, line="solid", scaled=False):
    ax.plot([1, 100], [1, 1 + abs(slope)], color="k", linestyle=line)
    if scaled:
        ax.set(xscale="log", title=f"slope {slope}")
    return f"At 100 the line is {1 + abs(slope)} high."


def toy(draw=draw, **more):
    return panel(draw, **CONTROLS, **more)


def test_a_picture_depends_on_the_values_and_not_on_the_pictures_before_it():
    made = toy()
    stops = list(made.stops())
    assert len(stops) == 9, "one control is moved at a time"
    there = [made.render(**values) for values in stops]
    assert [made.render(**values) for values in reversed(stops)] == there[::-1]
    looks = {png for png, _ in there}
    assert len(looks) == 5, "5 looks among 9 stops: 0, 1, 2, dotted, log"


def test_the_picture_never_changes_its_size():
    made = panel(
        lambda ax, slope: ax.plot([0, 10.0 ** (4 * slope)]) and None, slope=SLOPES, size=(5, 3)
    )
    assert {Image.open(BytesIO(made.render(**v)[0])).size for v in made.stops()} == {(500, 300)}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda ax: ax.figure.set_size_inches(3, 3),
        lambda ax: ax.figure.suptitle("stays for ever"),
        lambda ax: ax.figure.colorbar(ax.imshow(np.eye(2))),
    ],
)
def test_what_is_done_at_one_stop_even_beside_the_axes_is_gone_at_the_next(spoil):
    def sometimes(ax, bent):
        ax.plot([0, 1], [0, 3])
        if bent:
            spoil(ax)

    made = panel(sometimes, bent=switch())
    before, shown = made.render(), live(made)
    shown.handles["bent"].value = True
    assert frame(shown)[0] != before[0]
    shown.handles["bent"].value = False
    assert frame(shown) == before


def test_two_threads_draw_in_turn_and_leave_matplotlibs_settings_alone():
    before, made = dict(matplotlib.rcParams), panel(draw, slope=linear(-1, 1, 2))
    expected = [made.render(**values) for values in made.stops()]
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(lambda: [made.render(**v) for v in made.stops()]) for _ in range(2)]
    assert [done.result() for done in both] == [expected] * 2
    assert dict(matplotlib.rcParams) == before


def test_without_a_text_the_values_are_the_text():
    step = log_scale(0.01, 1, 3, label="step length")
    made = panel(lambda ax, learning_rate, on: None, learning_rate=step, on=switch(True))
    assert made.render()[1] == "step length 0.1, on on"
    assert made.render(on=False)[1] == "step length 0.1, on off"


def test_moving_a_control_sends_the_picture_and_text_of_its_value():
    made = toy()
    shown = live(made)
    assert frame(shown) == made.render()
    shown.handles["slope"].value = 2
    assert frame(shown) == made.render(slope=2)
    shown.handles["scaled"].value = True
    assert frame(shown) == made.render(slope=2, scaled=True)
    assert (shown.stage.width, shown.stage.height) == (600, 400)


def test_a_button_sets_its_values_and_the_rest_to_their_defaults_at_one_stroke():
    calls = Mock(side_effect=draw)
    made = toy(calls, stops={"steep": {"slope": 2}, "scaled": {"scaled": 1}})
    assert made.named_stops["scaled"]["scaled"] is True
    shown = live(made)
    first = frame(shown)
    shown.handles["line"].value = "dotted"
    assert list(shown.buttons) == ["steep", "scaled", "Reset"]
    for name in shown.buttons:
        shown.buttons[name].click()
    drawn = [tuple(call.kwargs.values()) for call in calls.call_args_list]
    clicked = [(2, "solid", False), (0, "solid", True), (0, "solid", False)]
    assert drawn == [(0, "solid", False), (0, "dotted", False), *clicked]
    assert frame(shown) == first
    shown.handles["slope"].value = 1
    assert calls.call_count == 6, "after a reset the controls must still draw"


def test_an_error_becomes_a_sentence_in_a_frame_and_the_next_value_recovers(capsys):
    def fragile(ax, slope):
        ax.plot([0, slope])
        if slope == 1:
            raise ValueError("too <steep>")
        return "Fine."

    made = panel(fragile, slope=linear(0, 2, 3, value=0))
    shown = live(made)
    shown.handles["slope"].value = 1
    expected = "This could not be drawn at slope 1. ValueError: too <steep>"
    assert shown.stage.frame_0 == {"png": b"", "text": expected, "failed": True}
    assert capsys.readouterr() == ("", "")
    shown.handles["slope"].value = 2
    assert frame(shown) == made.render(slope=2)
    assert not shown.stage.frame_0["failed"]
    with pytest.raises(ValueError, match="steep"):
        made.render(slope=1)


def test_without_a_kernel_there_is_the_default_picture_its_text_and_no_widget():
    made = toy()
    data, metadata = made._repr_mimebundle_()
    assert made._live is None, "no widget is built before it is shown"
    assert set(data) == {"text/html", "image/png", "text/plain"}
    assert data["text/plain"] == repr(made) == "At 100 the line is 1 high."
    assert "<p>At 100 the line is 1 high.</p>" in data["text/html"]
    assert metadata["image/png"]["alt"] == data["text/plain"]
    live(made).handles["slope"].value = 2
    locked = toy(after=Mock(done=False))
    assert made._repr_mimebundle_() == locked._repr_mimebundle_() == (data, metadata)


def test_a_panel_is_locked_until_the_prediction_is_done():
    def locks(shown):
        widgets = [*shown.handles.values(), *shown.buttons.values()]
        hidden = [part.layout.display for part in (shown.lock, shown.stage)]
        return {widget.disabled for widget in widgets}, hidden

    guess = Mock(done=False)
    shown = live(toy(after=guess))
    assert locks(shown) == ({True}, [None, "none"]), "the picture would tell the answer"
    assert "Commit your prediction above to unlock." in shown.lock.value
    guess.done = True
    guess.on_change.call_args.args[0]()
    assert locks(shown) == locks(live(toy(after=guess))) == ({False}, ["none", None])


@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        (lambda ax, x: "two\nlines", ValueError, "draw's text must be one line"),
        (lambda ax, x: 1 / 0, ZeroDivisionError, "division"),
    ],
)
def test_a_mistake_in_draw_shows_when_the_panel_is_made(bad, error, message):
    with pytest.raises(error, match=message):
        panel(bad, x=SLOPES)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (dict.fromkeys("abcd", switch()), "a panel has 1 to 3 controls, got 4"),
        ({"n_axes": SLOPES}, "n_axes is an argument of panel, so no control has that name"),
        ({"a": (1, 2)}, "a must be a control from linear, log_scale, choice or switch, got (1, 2)"),
        ({"x": SLOPES, "after": "yes"}, "after must be a prediction from predict, got 'yes'"),
    ],
)
def test_what_a_panel_cannot_have_is_named(given, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        panel(lambda ax, **values: None, **given)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"slop": 1}, "sets ['slop'], which no control does"),
        ({"slope": 1.5}, "value must be one of the stops, got 1.5; the nearest is 1"),
        ({"line": "wavy"}, "value must be one of ('solid', 'dotted'), got 'wavy'"),
    ],
)
def test_a_named_stop_is_one_that_the_controls_have(values, message):
    with pytest.raises(ValueError, match=rf"stops: 'odd':? {re.escape(message)}"):
        toy(stops={"odd": values})
