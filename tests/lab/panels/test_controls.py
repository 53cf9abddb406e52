"""Controls: their stops, defaults, words, and the widgets they make."""

import dataclasses

import numpy as np
import pytest

from hplearn.lab import choice, linear, log_scale, switch


def test_linear_stops_are_evenly_spaced_and_clean():
    stops = linear(0.01, 0.25, 49).stops
    assert len(stops) == 49
    np.testing.assert_allclose(np.diff(stops), 0.005, rtol=1e-9)
    assert 0.15 in stops, "0.15000000000000002 would be shown, and would equal no written number"


def test_log_stops_have_equal_ratios_and_clean_decades():
    stops = log_scale(1e-4, 1e4, 17).stops
    np.testing.assert_allclose(np.divide(stops[1:], stops[:-1]), np.sqrt(10), rtol=1e-9)
    assert stops[::2] == (1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000, 1e4)


def test_only_whole_ends_and_steps_give_whole_stops():
    for control in (linear(1, 9, 5), log_scale(1, 27, 4)):
        assert {type(stop) for stop in control.stops} == {int}
    for control in (linear(1, 2, 3), linear(1.0, 9.0, 5), log_scale(1, 100, 4)):
        assert {type(stop) for stop in control.stops} == {float}


def test_default_is_the_middle_or_the_stop_that_was_named():
    assert linear(0, 10, 11).value == 5
    assert linear(0.0, 0.3, 4, value=0.1 + 0.2).value == 0.3
    assert choice("a", "b").value == "a"
    assert choice("a", "b", value="b").value == "b"
    assert switch().value is False


@pytest.mark.parametrize(
    ("control", "stop", "text"),
    [
        (log_scale(0.01, 1, 5), 0.0316227766017, "0.0316"),
        (linear(0, 5000, 11), 1500, "1500"),
        (switch(), False, "off"),
    ],
)
def test_text_shows_digits_enough_to_tell_stops_apart(control, stop, text):
    assert control.text(stop) == text
    assert len({control.text(stop) for stop in control.stops}) == len(control.stops)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: linear(0, 1, 1), "2 or more stops, got 1"),
        (lambda: linear(0, np.inf, 5), "from 0 to inf"),
        (lambda: linear(1, 1 + 1e-13, 3), "needs different stops, got"),
        (lambda: choice("a", "a"), "all different, got"),
        (lambda: linear(0, 1, 3, value=0.49), "got 0.49; the nearest is 0.5"),
        (lambda: log_scale(0, 1, 5), "above 0, got 0 and 1"),
        (lambda: choice("only"), "at least 2 options"),
        (lambda: choice("a", "b", value="c"), "got 'c'"),
    ],
)
def test_bad_controls_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    "control", [linear(0, 4, 5), log_scale(0.1, 10, 3, value=0.1), choice("a", "b"), switch(True)]
)
def test_widget_starts_at_the_default_reaches_every_stop_and_is_labelled(control):
    widget = dataclasses.replace(control, label="learning rate").widget()
    assert widget.value == control.value
    assert widget.description == "learning rate"
    for stop in control.stops:
        widget.value = stop
        assert widget.value == stop
