"""Predictions and quizzes in a real JupyterLab: committed, checked, and kept over a reload."""

import re

from hplearn.lab.questions.progress_file import ProgressFile
from tests.browser.pages import expect, tab_to

QUIZ = [("Which is a paint?", "seven", "A number."), ("Which is a switch?", "blue", "Yes.")]


def question(lesson, text):
    """Return the box of the question with this text, scrolled into view."""
    box = lesson.page.locator(".hplearn-question", has_text=text)
    box.scroll_into_view_if_needed()
    return box


def says(box, text):
    """Wait until the box says this in a line that is read out."""
    expect(box.get_by_role("status").filter(has_text=text)).to_be_visible()


def locked(lesson):
    """Return whether the panel after the prediction is locked, as seen and as used."""
    panel = lesson.panel("shade")
    line = panel.get_by_text("Commit your prediction above to unlock.")
    assert panel.get_by_role("button", name="Reset").is_disabled() == line.is_visible()
    return line.is_visible()


def test_a_choice_unlocks_its_panel_and_is_kept(toy_lesson, course, shots):
    assert locked(toy_lesson)
    box = question(toy_lesson, "red paint make")
    commit = box.get_by_role("button", name="Commit")
    commit.press("Enter")
    says(box, "Choose an answer first.")
    box.get_by_role("radio", name="a blue picture").press("Space")
    commit.press("Enter")
    says(box, "Not so.")  # at once: nothing is held back here, so what shows it has run
    says(box, "Blue is the switch.")
    expect(toy_lesson.page.locator("p", has_text="So red is red.")).to_be_visible()
    assert not commit.is_visible()
    assert not box.get_by_role("radio", name="a red picture").is_enabled()
    box.get_by_role("textbox").fill("I looked at the wrong tube.")
    box.get_by_role("textbox").press("Tab")
    says(box, "Saved.")
    box.screenshot(path=shots / "toy-prediction.png")
    assert not locked(toy_lesson)
    toy_lesson.panel("shade").get_by_role("slider").press("End")
    toy_lesson.page.get_by_text("shade 10", exact=True).wait_for()
    record = ProgressFile(course[0] / "progress.json").get("predictions", "toy/red")
    assert (record["right"], record["words"]) == (False, "I looked at the wrong tube.")


def test_a_number_by_keyboard_while_the_kernel_works(toy_lesson):
    """Of what is typed meanwhile, the first letter is sent, and the last number counts."""
    slow = toy_lesson.panel("depth").get_by_role("slider")
    box = question(toy_lesson, "How many parts")
    slow.press("End")
    box.get_by_role("textbox", name="Your guess").press_sequentially("50")
    box.get_by_role("button", name="Commit").press("Enter")
    says(box, "40 too large")


def test_an_order_by_keyboard(toy_lesson):
    box = question(toy_lesson, "From dark to light?")
    listed = box.get_by_role("listbox")
    listed.press("End")
    for place in (2, 1):
        box.get_by_role("button", name="Move up").press("Enter")
        says(box, f"black: place {place} of 3")
    box.get_by_role("button", name="Commit").press("Enter")
    says(box, "Right. You said black, then grey, then white.")


def test_shift_enter_and_escape_leave_the_words_and_keep_them(toy_lesson, course):
    """A person without a mouse is not caught in the box: the keys go on as from any cell."""
    page = toy_lesson.page
    words = question(toy_lesson, "How many parts").get_by_role("textbox").last
    for key, written in (("Escape", "ten tubes"), ("Shift+Enter", "ten tubes, no more")):
        words.fill(written)
        words.press(key)
        expect(words).not_to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".jp-Notebook.jp-mod-commandMode")).to_be_visible()
        toy_lesson.settle()
        progress = ProgressFile(course[0] / "progress.json")
        assert progress.get("predictions", "toy/parts")["words"] == written
        question(toy_lesson, "How many parts").scroll_into_view_if_needed()


def test_ones_own_words_come_before_ours(toy_lesson):
    box = question(toy_lesson, "Why is red red?")
    box.get_by_role("button", name="Show ours").press("Enter")
    says(box, "Write one or two sentences first")
    box.get_by_role("textbox").fill("By its pigment.")
    box.get_by_role("button", name="Show ours").press("Enter")
    says(box, "It keeps the red light.")
    says(box, "Saved.")


def test_a_quiz_by_keyboard_alone(toy_lesson, shots):
    page = toy_lesson.page
    page.locator(".jp-CodeCell").last.locator(".jp-InputPrompt").click()  # to come here
    for number, (text, option, words) in enumerate(QUIZ, start=1):
        box = question(toy_lesson, text)
        radios = box.get_by_role("radio")
        tab_to(page, radios.first)
        page.keyboard.press("Space")
        while not box.get_by_role("radio", name=option).is_checked():
            page.keyboard.press("ArrowDown")
        tab_to(page, box.get_by_role("button", name=f"Check answer {number}"))
        page.keyboard.press("Enter")
        says(box, words)
    toy_lesson.page.get_by_text("First answers: 1 right of 2.").wait_for()
    question(toy_lesson, "Which is a paint?").screenshot(path=shots / "toy-quiz.png")


def test_after_a_reload_progress_is_kept(toy_lesson):
    """Runs after the answers above."""
    toy_lesson.page.reload(wait_until="commit")
    toy_lesson.start().finish()
    assert not locked(toy_lesson)
    box = question(toy_lesson, "red paint make")
    says(box, "You said “a blue picture”")
    assert box.get_by_role("textbox").input_value() == "I looked at the wrong tube."
    assert question(toy_lesson, "How many parts").get_by_role("textbox").first.input_value() == "50"
    says(question(toy_lesson, "From dark to light?"), "Right.")
    says(question(toy_lesson, "Which is a paint?"), "A number.")
    why = question(toy_lesson, "Why is red red?")
    assert why.get_by_role("textbox").input_value() == "By its pigment."
    toy_lesson.page.get_by_text("First answers: 1 right of 2.").wait_for()
    assert toy_lesson.errors == []


def test_the_dark_theme_is_readable(toy_lesson, shots):
    """Runs last: the theme stays."""
    page = toy_lesson.page
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_role("menu").get_by_text("Theme", exact=True).click()
    page.get_by_text("JupyterLab Dark", exact=True).click()
    page.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
    panel, box = toy_lesson.panel("red paint"), question(toy_lesson, "red paint make")
    for name, place in (("panel", panel), ("prediction", box)):
        place.screenshot(path=shots / f"toy-{name}-dark.png")
    for text in (panel.locator(".hplearn-stage p"), box.get_by_text("Blue is the switch.")):
        colour = text.evaluate("text => getComputedStyle(text).color")
        lightness = [float(part) for part in re.findall(r"[\d.]+", colour)][:3]
        assert min(lightness) > 150, f"{colour} on a dark page"
