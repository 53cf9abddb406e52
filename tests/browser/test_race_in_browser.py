"""The race under a finger: its rules walk as the package's, and answer to hand and keys."""

import numpy as np
import pytest

from hplearn import GD, Adam, Momentum, Nesterov, minimize
from tests.browser.pages import expect
from tests.browser.touch import DATA, PRESS, state

pytestmark = pytest.mark.ci
FIGURE = "race"
SURFACES = {surface["name"]: surface for surface in DATA["race"]["surfaces"]}


def on(surface):
    """Return a bowl that is turned, as the package takes it."""
    turn = np.radians(surface["turn"])
    axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    hessian = axes @ np.diag(surface["curvatures"]) @ axes.T

    def bowl(position):
        gradient = position @ hessian
        return (position * gradient).sum(axis=-1) / 2, gradient

    return bowl


def walked(seen):
    """Return for each rule the same walk by the package."""
    rules = {
        "GD": GD(seen["GD"]),
        "Momentum": Momentum(seen["Momentum"], seen["beta"]),
        "Nesterov": Nesterov(seen["Nesterov"], seen["beta"]),
        "Adam": Adam(seen["Adam"]),
    }
    surface, start = on(SURFACES[seen["surface"]]), np.array([seen["x"], seen["y"]])
    return {name: minimize(surface, start, rule, n_steps=1000) for name, rule in rules.items()}


def steps_needed(path):
    """Return after how many steps a path is within a thousandth for good, and how it ends."""
    distance = np.linalg.norm(path, axis=1)
    far = np.flatnonzero(distance > distance[0] / 1000)
    return ("rests", 1000) if far[-1] == 1000 else ("arrives", far[-1] + 1)


def test_fifty_races_are_those_of_the_package(page):
    rng = np.random.default_rng(0)
    endings = {name: set() for name in DATA["race"]["racers"]}
    for _ in range(50):
        asked = {name: 10 ** rng.uniform(-3.5, 0.5) for name in endings}
        asked |= {"x": rng.uniform(-10, 10), "y": rng.uniform(-6, 6), "beta": rng.uniform(0, 0.98)}
        seen = state(page, surface=str(rng.choice(list(SURFACES))), **asked)
        histories = walked(seen)
        for walk in seen["walks"]:
            history, path = histories[walk["name"]], np.array(walk["path"])
            np.testing.assert_allclose(path, history.params[: len(path)], rtol=1e-6, atol=1e-6)
            if history.diverged:
                expected = "diverges", history.diverged_at
            else:
                expected = steps_needed(history.params)
            assert (walk["ending"], walk["steps"]) == expected
            endings[walk["name"]].add(walk["ending"])
    assert endings["GD"] == endings["Momentum"] == {"arrives", "diverges", "rests"}
    assert endings["Adam"] >= {"arrives", "rests"}


def test_a_hand_drags_the_start_and_the_rate_that_is_nearest(page):
    map_, plot = page.locator("svg.drags").all()
    box = map_.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    seen = state(page)
    assert 4 < seen["x"] < 6.5
    assert seen["y"] == 0
    for racer, mark in zip(DATA["race"]["racers"], plot.locator("circle").all(), strict=True):
        before, box = state(page), mark.bounding_box()
        place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.move(*place)
        page.mouse.down()
        page.mouse.move(place[0] + 100, place[1] + 30, steps=9)
        page.mouse.up()
        after = state(page)
        moved = {name for name in DATA["race"]["racers"] if after[name] != before[name]}
        assert moved == {racer}
        assert after[racer] > 2 * before[racer]
        page.mouse.move(0, 0)  # let go: nothing follows any more
        assert state(page) == after


def test_keys_move_everything_and_are_told(page):
    line = page.locator("figure p")
    expect(line).to_have_text(
        "In the long valley from (9, 3), with momentum 0.9: GD at 0.018 arrives after 378 steps; "
        "momentum at 0.01 arrives after 124 steps; Nesterov at 0.005 arrives after 110 steps; "
        "Adam at 0.1 arrives after 232 steps."
    )
    start = page.get_by_role("slider", name="start of the race")
    start.press("ArrowLeft")
    expect(start).to_have_attribute("aria-valuetext", "8.5, 3")
    for name in ("GD", "momentum", "Nesterov", "Adam"):
        page.get_by_role("slider", name=f"rate of {name}").press("End")
    expect(line).to_contain_text("GD at 3.2 diverges; momentum at 3.2 diverges;")
    page.get_by_role("slider", name="rate of Adam").press("Home")
    expect(line).to_contain_text("Adam at 0.00032 has not arrived after 1,000 steps.")
    page.get_by_role("slider", name="momentum β").press("Home")
    expect(line).to_contain_text("with momentum 0:")
    page.get_by_role("combobox", name="surface").select_option("turned valley")
    expect(line).to_contain_text("In the turned valley from (8.5, 3)")
    assert state(page, surface="a plain")["surface"] == "turned valley"
    state(page, surface="short valley")
    expect(page.get_by_role("combobox", name="surface")).to_have_value("short valley")


def test_a_race_ends_where_it_began_and_is_skipped_where_motion_is_unwanted(page):
    before = page.locator("figure").inner_html()
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(PRESS) == before
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(PRESS) != before
    as_before = "html => document.querySelector('figure').innerHTML === html"
    page.wait_for_function(as_before, arg=before)
