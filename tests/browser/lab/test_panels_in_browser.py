"""Panels and films in a real JupyterLab: moved by mouse and keys, read by eye and by ear."""

import re

import pytest

from tests.browser.lab.jupyterlab import SEE_A_START
from tests.browser.pages import colour, cut_off, drag, expect, expect_text, unnamed


def expect_drawn(panel, red, green="none", blue="off"):
    """Wait for the text, and compare it with the picture's colour."""
    expect_text(panel, f"red {red}, green {green}, blue {blue}")
    expected = [255 * red / 10, 255 * (green == "full"), 255 * (blue == "on")]
    assert colour(panel.get_by_role("img")) == pytest.approx(expected, abs=3)


@pytest.mark.parametrize(
    ("name", "text"),
    [("red paint", "red {}, green none, blue off"), ("film red", "red {}, blue off")],
)
def test_slider_by_keys_and_mouse_opens_its_summary(toy_lesson, name, text):
    panel = toy_lesson.panel(name)
    handle = panel.get_by_role("slider", name=name)
    expect_text(panel, text.format(4))
    word = "film" if name == "film red" else "paint"
    summary = toy_lesson.page.locator("p", has_text=f"So {word} mixes.")
    expect(summary).not_to_be_visible()
    for key, red in [("ArrowRight", 5), ("ArrowLeft", 4), ("End", 10), ("Home", 0)]:
        handle.press(key)
        expect_text(panel, text.format(red))
        assert colour(panel.get_by_role("img")) == pytest.approx([25.5 * red, 0, 0], abs=3)
        expect(handle).to_have_attribute("aria-valuetext", f"{red}")
        expect(summary).to_be_visible()
    for by, red in [(1000, 10), (-1000, 0)]:
        drag(toy_lesson.page, handle, by)
        expect_text(panel, text.format(red))


def test_choice_switch_and_buttons(toy_lesson):
    panel = toy_lesson.panel("red paint")
    panel.get_by_role("button", name="Reset").press("Enter")
    expect_drawn(panel, 4)
    panel.get_by_role("radio", name="full").check()
    expect_drawn(panel, 4, green="full")
    panel.get_by_role("radio", name="none").press("Space")
    expect_drawn(panel, 4)
    for key, green in [("ArrowDown", "full"), ("ArrowUp", "none")]:
        panel.get_by_role("radiogroup", name="green").locator(":checked").press(key)
        expect_drawn(panel, 4, green)
    panel.get_by_role("radio", name="on", exact=True).press("Space")
    expect_drawn(panel, 4, blue="on")
    panel.get_by_role("button", name="all").click()
    expect_drawn(panel, 10, "full", "on")


def test_an_error_in_draw_is_a_sentence_in_a_red_frame(toy_lesson, shots):
    panel = toy_lesson.panel("first of many")
    handle, picture = panel.get_by_role("slider", name="first of many"), panel.get_by_role("img")
    outline = "image => getComputedStyle(image).outline"
    for _ in range(2):
        handle.press("ArrowRight")
    values = "first of many 7, second of many 1"
    expect_text(panel, f"This could not be drawn at {values}. ValueError: seven is not drawn")
    assert re.search(r"rgb\(196, 83, 0\) solid 3px", picture.evaluate(outline))
    panel.screenshot(path=shots / "toy-failed.png")
    handle.press("ArrowRight")
    expect_text(panel, "first of many 8, second of many 1")
    assert "none" in picture.evaluate(outline)


def test_a_reset_is_the_last_word_while_the_kernel_works(toy_lesson):
    """A handle holds back what was moved after the move that the kernel works on."""
    slow, film = toy_lesson.panel("depth"), toy_lesson.panel("film red")
    handle, turned = (panel.get_by_role("slider").first for panel in (slow, film))
    film.get_by_role("button", name="Reset").click()
    slow.scroll_into_view_if_needed()
    for key in ("End", "ArrowLeft"):
        handle.press(key)
    slow.get_by_role("button", name="Reset").press("Enter")
    for key in ("End", "ArrowLeft"):
        turned.press(key)
    film.get_by_role("button", name="Reset").press("Enter")
    expect_text(film, "red 4, blue off")
    toy_lesson.settle()
    for panel, at, text in ((slow, "0", "depth 0"), (film, "4", "red 4, blue off")):
        expect_text(panel, text)
        assert panel.get_by_role("slider").first.get_attribute("aria-valuetext") == at


@pytest.mark.parametrize("control", ["a handle", "a box for words"])
def test_ctrl_s_saves_while_a_control_has_the_keys(toy_lesson, control):
    page = toy_lesson.page
    if control == "a handle":
        entry = toy_lesson.panel("red paint").get_by_role("slider")
    else:
        entry = page.locator(".hplearn-question", has_text="Why is red red?").get_by_role("textbox")
        entry.fill("By its pigment.")

    def is_saved(answer):  # with its checkpoint; until then JupyterLab begins no other save
        return answer.request.method == "POST" and f"{toy_lesson.path}/checkpoints" in answer.url

    with page.expect_response(is_saved) as saved:
        entry.press("Control+s")
    assert saved.value.ok
    expect(entry).to_be_focused()


def test_shift_enter_from_a_control_runs_the_next_cell_and_leaves_the_control_as_it_is(toy_lesson):
    page = toy_lesson.page
    own = page.locator(".jp-CodeCell", has_text="def draw_but_seven(").locator(".jp-InputPrompt")
    handle = toy_lesson.panel("first of many").get_by_role("slider").first
    handle.click()
    handle.press("Home")
    before = own.inner_text()
    page.evaluate(SEE_A_START)
    handle.press("Shift+Enter")
    page.wait_for_function("window.started")
    toy_lesson.wait_for_cells()
    assert own.inner_text() == before
    expect(handle).to_have_attribute("aria-valuetext", "1")
    expect(page.locator(".jp-Cell.jp-mod-active")).to_contain_text('guess = predict("toy/red")')


def test_on_a_narrow_page_nothing_is_cut_off(toy_lesson, shots):
    usual = toy_lesson.page.viewport_size
    toy_lesson.page.set_viewport_size({"width": 700, "height": 1000})
    for name in ("red paint", "film red"):
        panel = toy_lesson.panel(name)
        panel.screenshot(path=shots / f"toy-narrow-{name.replace(' ', '-')}.png")
        assert cut_off(panel) == []
        assert panel.locator(".noUi-target").first.bounding_box()["width"] > 60
    toy_lesson.page.set_viewport_size(usual)


def test_everything_in_the_toy_has_a_name(toy_lesson):
    assert unnamed(toy_lesson.page, ".hplearn-panel") == []
    assert unnamed(toy_lesson.page, ".hplearn-question") == []
