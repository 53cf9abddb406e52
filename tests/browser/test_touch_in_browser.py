"""What every figure under a finger keeps: names, keys, themes, phones, odd states, speed."""

import gzip
import json
import re
from itertools import combinations

import pytest

from hplearn.lab.page import LAB
from hplearn.lab.touch.draggable import FIGURES
from tests.browser.pages import open_page, saved
from tests.browser.touch import DATA, TEXTS, open_figure, state
from tests.extras import extra

pytestmark = [pytest.mark.ci, pytest.mark.parametrize("name", FIGURES)]
ODD = (None, "a word", {}, [], "", -1e9, 1e9, True)
BROKEN = "() => /NaN|undefined|Infinity/.test(document.querySelector('figure').outerHTML)"
DRAG = """() => {
  const svg = document.querySelector('svg.drags'), box = svg.getBoundingClientRect(), took = [];
  const send = (kind, share) => svg.dispatchEvent(new PointerEvent(kind, {
    pointerId: 1, clientX: box.left + box.width * share, clientY: box.top + box.height * share,
  }));
  svg.setPointerCapture = () => {};
  send('pointerdown', 0.5);
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    send('pointermove', 0.2 + 0.01 * i);
    svg.getBoundingClientRect();
    took.push(performance.now() - start);
  }
  send('pointerup', 0.5);
  return took.sort((a, b) => a - b)[30];
}"""
OTHER_FINGER = """place => document.querySelector('svg.drags')
  .dispatchEvent(new PointerEvent('pointermove', place))"""


def overlaps(texts):
    """Return the pairs of texts that stand on each other by more than two pixels."""
    return [
        (a, b)
        for (a, _, *p), (b, _, *q) in combinations(texts, 2)
        if min(p[1], q[1]) - max(p[0], q[0]) > 2 and min(p[3], q[3]) - max(p[2], q[2]) > 2
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_axe_finds_nothing_and_nothing_is_small_or_hidden(
    browser, tmp_path, shots, name, theme, width
):
    page = open_figure(browser, tmp_path, name, theme, width)
    axe = extra("axe_playwright_python.sync_playwright", "browser").Axe()
    assert axe.run(page).response["violations"] == []
    texts = page.evaluate(TEXTS)
    assert [text for text, size, *_ in texts if size < 11] == []
    assert overlaps(texts) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=shots / f"touch-{name}-{theme}-{width}.png")
    assert page.errors == []
    page.context.close()


def test_odd_states_and_keys_at_the_ends_leave_it_whole(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name)
    first = state(page)
    settable = [key for key, value in first.items() if isinstance(value, (int, float, str))]
    for key in settable:
        for odd in ODD:
            state(page, **{key: odd})
            assert not page.evaluate(BROKEN), (key, odd)
    words = page.locator("figure p")
    for handle in page.get_by_role("slider").all():
        for key in ("Home", "ArrowLeft", "ArrowDown", "End", "ArrowRight", "ArrowUp"):
            handle.press(key)
            assert handle.get_attribute("aria-valuetext")
            assert words.inner_text().strip()
    assert not page.evaluate(BROKEN)
    assert page.errors == []
    page.context.close()


def test_the_line_of_text_names_the_value_of_each_control(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name)
    handles = page.get_by_role("slider").all()
    for handle in handles:
        handle.press("ArrowRight")
    said = page.locator("figure p").inner_text().replace(",", "")
    for handle in handles:
        for number in re.findall(r"[\d.]+", handle.get_attribute("aria-valuetext")):
            assert re.search(rf"(?<![\d.]){float(number):g}0*(?![\d]|\.\d)", said), (number, said)
    for chosen in page.get_by_role("combobox").all():
        assert chosen.input_value() in said
    page.context.close()


def test_two_fingers_are_one_and_a_pointer_may_leave(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name)
    box = page.locator("svg.drags").first.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    held = state(page)
    page.evaluate(OTHER_FINGER, {"pointerId": 99, "clientX": box["x"], "clientY": box["y"]})
    assert state(page) == held
    page.mouse.move(-50, 2000)
    left = state(page)
    assert left != held
    page.mouse.up()
    page.mouse.move(*middle)
    assert state(page) == left  # let go: nothing follows any more
    assert page.errors == []
    page.context.close()


def test_a_finger_on_a_phone_drags_sideways_and_scrolls_upwards(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name, width=390)
    page.set_viewport_size({"width": 390, "height": 400})
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind, *places):
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        fingers.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    def stroke(start, across, down, *others):
        before = state(page)
        touch("Start", start)
        for other in others:
            touch("Start", start, other)
        for share in (0.1, 0.2, 0.4, 0.6, 0.8, 1):
            touch("Move", *((x + share * across, y + share * down) for x, y in (start, *others)))
        touch("End")
        page.wait_for_timeout(300)  # a page scrolls by itself a little longer
        return state(page) != before, page.evaluate("scrollY") > 0

    picture = page.locator("svg.drags").last.bounding_box()
    middle = (picture["x"] + picture["width"] / 2, min(picture["y"] + 80, 330))
    assert stroke(middle, 90, 0, (middle[0] - 60, middle[1] - 60))[1] is False
    assert stroke(middle, -90, 8) == (True, False)
    for handle in page.locator("svg [role=slider] .finger").all():
        box = handle.bounding_box()
        held = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert stroke(held, 3, -25) == (True, False)
    assert stroke(middle, 2, -120) == (False, True)
    assert page.errors == []
    page.context.close()


def test_a_move_costs_less_than_a_sixtieth_of_a_second(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name)
    assert page.evaluate(DRAG) < 1000 / 60
    page.context.close()


def test_a_page_that_is_saved_has_its_figure(browser, tmp_path, name):
    page = open_figure(browser, tmp_path, name)
    first = state(page)
    copy = open_page(browser, saved(page, tmp_path)[0])
    assert state(copy) == first
    assert copy.errors == []
    for each in (page, copy):
        each.context.close()


def test_it_is_small(name):
    code = (LAB / "touch" / "figures" / f"{name}.js").read_text(encoding="utf-8")
    assert len(code.splitlines()) <= 300
    assert len(gzip.compress(code.encode())) <= 15_000
    assert len(json.dumps(DATA[name])) <= 200_000
