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
    skip_predictions,
    skip_up_to,
    unnamed,
)


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
    assert colour(film.get_by_role("img")) == pytest.approx([127.5, 0, 0], abs=3)
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


def test_everything_has_a_name_nothing_is_loaded_and_nothing_goes_wrong(exported, shots):
    skip_predictions(exported)
    exported.screenshot(path=shots / "toy-exported.png", full_page=True)
    assert unnamed(exported, ".hplearn-film") == []
    check_offline(exported)
