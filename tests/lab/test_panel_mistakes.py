"""What a panel says to a mistake, and that the next value draws well after one."""

import re

import numpy as np
import pytest

from hplearn.lab import choice, linear, panel, switch


@pytest.mark.parametrize("n_controls", [0, 4])
def test_a_panel_has_one_to_three_controls(n_controls):
    controls = {f"c{i}": switch() for i in range(n_controls)}
    with pytest.raises(ValueError, match=f"1 to 3 controls, got {n_controls}"):
        panel(lambda ax, **values: None, **controls)


@pytest.mark.parametrize("name", ["size", "n_axes", "after", "stops"])
def test_a_control_may_not_take_the_name_of_an_argument_of_panel(name):
    with pytest.raises(ValueError, match=f"{name} is an argument of panel, so no control"):
        panel(lambda ax, **values: None, **{name: linear(1, 2, 2)})


def test_a_control_may_have_any_other_name():
    panel(lambda ax, draw, self: None, draw=switch(), self=switch()).render(self=True, draw=True)


@pytest.mark.parametrize("value", [5, None, (1, 2, 3)])
def test_what_is_no_control_is_named(value):
    with pytest.raises(ValueError, match=re.escape("a must be a control from linear, ")) as error:
        panel(lambda ax, a: None, a=value)
    assert str(error.value).endswith(f"got {value!r}")


def extra_text(ax, x):
    ax.figure.text(0, 0, "stays for ever")


def extra_title(ax, x):
    ax.figure.suptitle("stays for ever")


def extra_legend(ax, x):
    ax.plot([0, 1], label="line")
    ax.figure.legend()


def extra_axes(ax, x):
    ax.twinx()


def extra_colorbar(ax, x):
    ax.figure.colorbar(ax.imshow(np.eye(2)))


def extra_picture(ax, x):
    ax.figure.figimage(np.eye(9))


EXTRAS = [extra_text, extra_title, extra_legend, extra_axes, extra_colorbar, extra_picture]


@pytest.mark.parametrize(
    ("bad", "error", "message"),
    [
        (lambda ax, x: "two\nlines", ValueError, "draw's text must be one line"),
        (lambda ax, x: 3, ValueError, "draw's text must be one line"),
        (lambda ax, x: 1 / 0, ZeroDivisionError, "division"),
        (lambda ax, y: None, TypeError, "unexpected keyword"),
        *((extra, ValueError, "add nothing beside") for extra in EXTRAS),
    ],
)
def test_a_mistake_in_draw_shows_when_the_panel_is_made(bad, error, message):
    with pytest.raises(error, match=message):
        panel(bad, x=linear(0, 1, 2))


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_next_value_draws_well_after_one_that_drew_beside_the_axes(extra):
    def sometimes(ax, slope):
        ax.plot([0, slope])
        if slope == 1:
            extra(ax, slope)

    made = panel(sometimes, slope=linear(0, 2, 3, value=0))
    before = made.render(slope=2)
    for _ in range(2):  # it must be seen each time
        with pytest.raises(ValueError, match="add nothing beside"):
            made.render(slope=1)
        assert made.render(slope=2) == before
    assert made.widget is made._live.box
    shown = made._live
    shown.handles["slope"].value = 1
    assert shown.stage.frame_0["png"] == b"", "no stale picture"
    shown.handles["slope"].value = 2
    assert (shown.stage.frame_0["png"], shown.stage.frame_0["text"]) == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"slop": 1}, r"stops: 'odd' sets \['slop'\], which no control does"),
        ({"slope": 1.5}, "stops: 'odd': value must be one of the stops, got 1.5; the nearest is 1"),
        ({"line": "wavy"}, r"stops: 'odd': value must be one of \('solid', 'dotted'\), got 'wavy'"),
        ({"on": 2}, r"stops: 'odd': value must be one of \(False, True\), got 2"),
    ],
)
def test_a_named_stop_is_one_that_the_controls_have(values, message):
    controls = {"slope": linear(0, 2, 3), "line": choice("solid", "dotted"), "on": switch()}
    with pytest.raises(ValueError, match=message):
        panel(lambda ax, **values: None, stops={"odd": values}, **controls)


def test_after_is_a_prediction():
    with pytest.raises(ValueError, match="after must be a prediction from predict, got 'yes'"):
        panel(lambda ax, x: None, x=switch(), after="yes")
