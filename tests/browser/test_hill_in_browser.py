"""The hill under a finger: it computes what the package computes, and answers to hand and keys."""

import numpy as np
import pytest

from hplearn import GD, minimize
from tests.browser.pages import expect
from tests.browser.touch import state, swipe

pytestmark = pytest.mark.ci
FIGURE = "hill"


def walked(east, north, rate, turn):
    """Return the same walk by the package, on a bowl that is turned."""
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    axes = np.array([[cos, -sin], [sin, cos]])
    hessian = axes @ np.diag([1.0, 10.0]) @ axes.T

    def turned(position):
        gradient = position @ hessian
        return (position * gradient).sum(axis=-1) / 2, gradient

    return minimize(turned, np.array([east, north]), GD(rate), n_steps=1000)


def test_fifty_walks_are_those_of_the_package(page):
    rng = np.random.default_rng(0)
    endings = set()
    for _ in range(50):
        asked = {
            "east": round(rng.uniform(-10, 10), 2),
            "north": round(rng.uniform(-6, 6), 2),
            "rate": round(rng.uniform(0.005, 0.25), 3),
            "turn": int(rng.integers(19)) * 5,
        }
        seen, history = state(page, **asked), walked(**asked)
        path = np.array(seen["path"])
        np.testing.assert_allclose(path, history.params[: len(path)], rtol=1e-6, atol=1e-6)
        arrived = int(history.steps_to([0, 0], within=0.001))
        steps = {"arrives": arrived, "diverges": history.diverged_at, "rests": 1000}
        assert seen["steps"] == steps[seen["ending"]]
        endings.add(seen["ending"])
    assert endings >= {"arrives", "diverges"}


def test_a_hand_drags_the_start_and_the_rate(page):
    map_, plot = page.locator("svg").all()
    swipe(page, map_, (0.6, 0.6), (0.75, 0.25))
    swipe(page, plot, (0.6, 0.6), (0.5, 0.5))
    seen = state(page)
    assert 4 < seen["east"] < 6.5
    assert 2 < seen["north"] < 5
    assert 0.10 < seen["rate"] < 0.14
    page.mouse.move(0, 0)  # let go: nothing follows any more
    assert state(page)["rate"] == seen["rate"]


def test_keys_move_everything_and_are_told(page):
    line = page.locator("figure p")
    expect(line).to_have_text(
        "At 0.050 each step leaves 0.95 of the way along the valley and 0.50 across it: "
        "from 9 paces east and 3 north of the bottom the walk arrives after 178 steps."
    )
    start = page.get_by_role("slider", name="start of the walk")
    start.press("ArrowLeft")
    expect(start).to_have_attribute("aria-valuetext", "8.5 paces east and 3 north")
    rate = page.get_by_role("slider", name="learning rate")
    rate.press("End")
    expect(line).to_contain_text("At 0.250 each step leaves 0.75")
    expect(line).to_contain_text("is a thousand times higher after")
    page.get_by_role("slider", name="turn of the hill").press("ArrowRight")
    assert state(page)["turn"] == 5
    assert state(page, rate=9, east=-99, turn=400)["rate"] == 0.25  # beyond the range: its end
    assert state(page, rate="no number", north=None)["rate"] == 0.25  # none: nothing moves
