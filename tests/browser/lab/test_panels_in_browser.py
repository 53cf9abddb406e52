"""Panels and films in a real JupyterLab: moved by mouse and keys, read by eye and by ear."""

import re
from pathlib import Path

import pytest

LESSONS = sorted((Path(__file__).parents[3] / "lessons").glob("*.ipynb"))


def expect_text(panel, text):
    """Wait for the line of text, and check that the picture is read out as the same."""
    from playwright.sync_api import expect

    expect(panel.locator(".hplearn-stage p")).to_have_text(text)
    expect(panel.get_by_role("img")).to_have_attribute("alt", text)


def expect_drawn(panel, colour, red, green="none", blue="off"):
    """Wait for the text, and compare it with the colour of the picture."""
    words = [f"red {red}", f"green {green}", f"blue {blue}"]
    expect_text(panel, ", ".join(words))
    expected = [255 * red / 10, 255 * (green == "full"), 255 * (blue == "on")]
    assert colour(panel.get_by_role("img")) == pytest.approx(expected, abs=3)


@pytest.fixture(scope="session")
def started(request, open_lesson):
    """Return a function that gives a started lesson, and starts the one after it meanwhile."""
    asked = [
        item.callspec.params["lesson"]
        for item in request.session.items
        if item.path == Path(__file__) and hasattr(item, "callspec")
    ]
    open_ones = {}

    def take(path):
        for soon in asked[asked.index(path) :][:2]:
            if soon not in open_ones:
                open_ones[soon] = open_lesson(soon).start()
        return open_ones[path]

    return take


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request, started):
    """Return a lesson that has run; its kernel ends with the test."""
    lesson = started(request.param)
    yield lesson.finish()
    lesson.close()


def test_slider_by_keys(toy_lesson, colour):
    panel = toy_lesson.panel("red paint")
    handle = panel.get_by_role("slider", name="red paint")
    expect_drawn(panel, colour, 4)
    for key, red in [("ArrowRight", 5), ("ArrowLeft", 4), ("End", 10), ("Home", 0)]:
        handle.press(key)
        expect_drawn(panel, colour, red)
        assert handle.get_attribute("aria-valuetext") == f"{red} parts"


def test_slider_by_mouse(toy_lesson, colour, drag):
    panel = toy_lesson.panel("red paint")
    handle = panel.get_by_role("slider", name="red paint")
    handle.press("Home")
    drag(toy_lesson.page, handle, by=1000)
    expect_drawn(panel, colour, 10)
    drag(toy_lesson.page, handle, by=-1000)
    expect_drawn(panel, colour, 0)


def test_choice_switch_and_buttons(toy_lesson, colour):
    panel = toy_lesson.panel("red paint")
    panel.get_by_role("button", name="Reset").press("Enter")
    expect_drawn(panel, colour, 4)
    panel.get_by_role("radio", name="full").check()
    expect_drawn(panel, colour, 4, green="full")
    panel.get_by_role("radio", name="none").press("Space")
    expect_drawn(panel, colour, 4)
    for key, green in [("ArrowDown", "full"), ("ArrowUp", "none")]:
        panel.get_by_role("radiogroup").locator(":checked").press(key)
        expect_drawn(panel, colour, 4, green)
    panel.get_by_role("checkbox", name="blue").press("Space")
    expect_drawn(panel, colour, 4, blue="on")
    panel.get_by_role("button", name="all").click()
    expect_drawn(panel, colour, 10, "full", "on")


def test_an_error_in_draw_is_a_sentence_in_a_red_frame(toy_lesson):
    panel = toy_lesson.panel("first of many")
    handle, picture = panel.get_by_role("slider", name="first of many"), panel.get_by_role("img")
    outline = "image => getComputedStyle(image).outlineStyle"
    for _ in range(2):
        handle.press("ArrowRight")
    values = "first of many 7, second of many 1"
    expect_text(panel, f"This could not be drawn at {values}. ValueError: seven is not drawn")
    assert picture.evaluate(outline) == "solid"
    handle.press("ArrowRight")
    expect_text(panel, "first of many 8, second of many 1")
    assert picture.evaluate(outline) == "none"


def test_film_by_keys_mouse_and_play(toy_lesson, colour, drag):
    panel = toy_lesson.panel("film red")
    handle = panel.get_by_role("slider", name="film red")
    picture = panel.get_by_role("img")
    for key, red in [("Home", 0), ("End", 10), ("ArrowLeft", 9)]:
        handle.press(key)
        expect_text(panel, f"red {red}, blue off")
        assert colour(picture) == pytest.approx([25.5 * red, 0, 0], abs=3)
    panel.get_by_role("checkbox").press("Space")
    expect_text(panel, "red 9, blue on")
    drag(toy_lesson.page, handle, by=-1000)
    expect_text(panel, "red 0, blue on")
    panel.get_by_role("button", name="Play").click()
    expect_text(panel, "red 10, blue on")
    panel.get_by_role("button", name="brightest").click()
    expect_text(panel, "red 10, blue on")
    assert colour(picture) == pytest.approx([255, 0, 255], abs=3)


def test_everything_in_the_toy_has_a_name(toy_lesson, unnamed):
    assert unnamed(toy_lesson.page, ".hplearn-panel") == []
    assert unnamed(toy_lesson.page, ".hplearn-question") == []


def test_every_panel_of_every_lesson(lesson, unnamed, shots):
    answer_every_question(lesson.page)
    assert unnamed(lesson.page, ".hplearn-panel") == []
    for number, panel in enumerate(lesson.panels(), start=1):
        panel.scroll_into_view_if_needed()
        panel.screenshot(path=shots / f"{lesson.name}-panel-{number}.png")
        for handle in panel.get_by_role("slider").all():
            move_and_compare(panel, handle)
        panel.screenshot(path=shots / f"{lesson.name}-panel-{number}-moved.png")
    assert lesson.errors == []


def answer_every_question(page):
    """Answer each prediction and quiz, which unlocks the panels after them."""
    from playwright.sync_api import expect

    for box in page.locator(".hplearn-question").all():
        box.scroll_into_view_if_needed()
        if box.get_by_role("radio").count():
            box.get_by_role("radio").first.press("Space")
        elif not box.get_by_role("listbox").count():
            box.get_by_role("textbox").first.fill("1")
        box.get_by_role("button", name=re.compile("^(Commit|Check)")).press("Enter")
        expect(box.get_by_text(re.compile(r"^(Right|Not so)\."))).to_be_visible()


def move_and_compare(panel, handle):
    """Move a handle to its other end: value, picture and text change, and agree with each other."""
    from playwright.sync_api import expect

    picture, line = panel.get_by_role("img"), panel.locator(".hplearn-stage p")
    expect(handle).to_be_enabled()
    value, shown, said = handle.get_attribute("aria-valuetext"), pixels(picture), line.inner_text()
    at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    handle.press("Home" if at_end else "End")
    expect(handle).not_to_have_attribute("aria-valuetext", value)
    expect(panel.locator(".hplearn-waiting")).to_have_count(0)  # of a film: not drawn yet
    expect(line).not_to_have_text(said)
    expect_text(panel, line.text_content())
    assert pixels(picture) != shown


def pixels(picture):
    return picture.evaluate(
        "async image => (await (await fetch(image.src)).blob()).text()", timeout=5000
    )
