"""An exported page with the network off: opened from a file, moved by mouse and keys."""

import subprocess
import sys

import pytest

from tests.browser.pages import (
    check_offline,
    colour,
    drag,
    expect,
    expect_text,
    open_page,
    saved,
    skip_predictions,
    skip_up_to,
    unnamed,
)

FORBIDDEN = "Storage.prototype.{}Item = () => {{ throw new DOMException('', 'SecurityError'); }};"

SHOWN_THROUGH = "picture => getComputedStyle(picture).backgroundImage"
LOW = {"width": 1000, "height": 500}
SECTION_IS_KEPT = """kept => Object.entries(localStorage).some(
  ([key, value]) => key.startsWith("hplearn/section/") && value === kept)"""


@pytest.fixture(scope="module")
def exported(browser, toy, tmp_path_factory):
    """Return the toy, exported as a learner does, on an offline page."""
    folder = tmp_path_factory.mktemp("pages")
    subprocess.run([sys.executable, "-m", "hplearn", "export", toy, "-o", folder], check=True)
    return open_page(browser, folder / f"{toy.stem}.html")


def expect_frame(film, text):
    expect_text(film, text, line="figcaption")


def test_film_by_keys_and_mouse(exported):
    film = exported.locator(".hplearn-film", has_text="film red")
    handle = film.get_by_role("slider", name="film red")
    expect_frame(film, "red 4, blue off")
    summary = exported.get_by_text("So film mixes.")
    expect(summary).not_to_be_visible()
    handle.press("ArrowRight")
    expect(summary).to_be_visible()
    expect_frame(film, "red 5, blue off")
    assert handle.get_attribute("aria-valuetext") == "5"
    assert colour(film.get_by_role("img")) == pytest.approx([127.5, 0, 0], abs=9)  # of 16
    drag(exported, handle, by=1000)
    expect_frame(film, "red 10, blue off")
    film.get_by_role("combobox", name="film blue").select_option("on")
    expect_frame(film, "red 10, blue on")
    assert colour(film.get_by_role("img")) == pytest.approx([255, 0, 255], abs=3)
    film.get_by_role("button", name="Reset").press("Enter")
    expect_frame(film, "red 4, blue off")
    film.get_by_role("button", name="brightest").press("Enter")
    expect_frame(film, "red 10, blue on")


def test_an_answer_comes_after_the_guess(exported):
    form = skip_up_to(exported, "toy/parts")
    box, reason = form.get_by_role("textbox"), form.get_by_text("Ten.", exact=True)
    assert not reason.is_visible()
    box.fill("many")
    box.press("Enter")
    assert form.get_by_role("status").inner_text().startswith("Write a number first")
    assert box.is_enabled()
    box.fill("200")
    box.press("Enter")
    assert reason.is_visible()
    assert box.is_disabled()


def test_two_tabs_of_one_page_know_of_each_others_answers(exported):
    context = exported.context.browser.new_context(offline=True)
    here, there = context.new_page(), context.new_page()
    for page in (here, there):
        page.goto(exported.url)
    form = skip_up_to(here, "toy/order")
    form.get_by_role("button", name="Commit").press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Not so.")
    gates = there.locator("form[data-gate]")
    expect(gates.last.get_by_role("status")).to_contain_text("Not so.")
    expect(gates.first.get_by_role("status")).to_have_text("You skipped this.")
    expect(there.locator("form").last).to_be_visible()
    context.close()


def test_a_page_that_is_saved_half_done_goes_on_from_its_copy(exported, tmp_path):
    """In a copy scripts run, and what waits waits; in an archive none run, and all is open."""
    browser = exported.context.browser
    page = browser.new_context(offline=True).new_page()
    page.goto(exported.url)
    page.locator("button[data-skip]").first.click()
    film = page.locator(".hplearn-film", has_text="film red")
    film.get_by_role("slider").press("End")
    expect_frame(film, "red 10, blue off")
    copy, archive = (open_page(browser, path) for path in saved(page, tmp_path))
    last = copy.locator("form[data-gate]").last
    expect(last).not_to_be_visible()
    expect(copy.locator("form[data-gate]").first.get_by_role("status")).to_contain_text("skipped")
    film = copy.locator(".hplearn-film", has_text="film red")
    expect_frame(film, "red 4, blue off")  # where its handle stands
    film.get_by_role("slider").press("Home")
    expect_frame(film, "red 0, blue off")
    assert film.locator("img").evaluate(SHOWN_THROUGH) == exported.locator(
        ".hplearn-film", has_text="film red"
    ).locator("img").evaluate(SHOWN_THROUGH)
    skip_predictions(copy)
    expect(last).to_be_visible()
    check_offline(copy)
    for part in archive.locator("form, .hplearn-film, .hplearn-open").all():
        expect(part).to_be_visible()
    for each in (page, copy, archive):
        each.context.close()


@pytest.mark.parametrize("theirs", ["", "#", "everything", "nothing done"])
def test_who_comes_back_goes_on_where_they_stopped_and_nobody_else_is_moved(exported, theirs):
    context = exported.context.browser.new_context(offline=True, viewport=LOW)
    before, url = context.new_page(), exported.url.partition("#")[0]
    before.goto(url)
    if theirs != "nothing done":
        before.locator("button[data-skip]").first.click()
    if theirs == "everything":
        before.evaluate("localStorage.setItem('hplearn/everything', 'true')")
    page = context.new_page()
    page.goto(url + theirs if theirs == "#" else url)
    form = page.locator("form[data-gate]").nth(1)
    if theirs:
        assert page.evaluate("scrollY") == 0
        expect(form.locator("[role=status]")).to_have_text("")
    else:
        expect(form.get_by_role("button", name="Commit")).to_be_in_viewport()
        expect(form.locator("legend")).to_be_focused()  # there a screen reader goes on
        expect(form.get_by_role("status")).to_have_text("You stopped here.")
        page.keyboard.press("Tab")
        expect(form.get_by_role("textbox")).to_be_focused()
    context.close()


def test_a_section_that_was_opened_or_closed_is_so_tomorrow(exported):
    page = exported.context.browser.new_context(offline=True).new_page()
    page.goto(exported.url)
    section = page.locator("details.moved").first
    for word, kept in (("", "true"), (None, "false")):
        section.locator("summary").press("Enter")
        page.wait_for_function(SECTION_IS_KEPT, arg=kept)  # a toggle is told a moment later
        page.reload()
        assert section.get_attribute("open") == word
    page.context.close()


@pytest.mark.parametrize("trouble", ["get", "set"])
def test_where_the_browser_keeps_nothing_answers_stay_for_the_visit(exported, trouble):
    """Its storage is forbidden, or it is full."""
    page = exported.context.browser.new_context(offline=True).new_page()
    page.add_init_script(FORBIDDEN.format(trouble))
    page.goto(exported.url)
    form = skip_up_to(page, "toy/order")
    form.get_by_role("button", name="Commit").press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Not so.")
    expect(page.locator("form").last).to_be_visible()
    page.context.close()


def test_everything_has_a_name_nothing_is_loaded_and_nothing_goes_wrong(exported, shots):
    skip_predictions(exported)
    exported.screenshot(path=shots / "toy-exported.png", full_page=True)
    assert unnamed(exported, ".hplearn-film") == []
    check_offline(exported)
