"""Question, commitment, reason, evidence, answer: in JupyterLab as `hplearn lab` starts it."""

import pytest

from hplearn.lab.questions.progress_file import ProgressFile
from tests.browser.lab.jupyterlab import Lesson
from tests.browser.pages import expect


@pytest.fixture(scope="module")
def open_held(browser, held_course):
    """Return a function that opens a lesson of the learner's own copy, by its name."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    return lambda name: Lesson(context, held_course, name)


def box_of(lesson, question):
    """Return the box of a question, which is read there without marks for code."""
    return lesson.page.locator(".hplearn-question", has_text=question.replace("`", ""))


def test_nothing_tells_before_the_commit_and_one_key_goes_on_after_it(open_held):
    lesson = open_held("00-toy").start()
    page = lesson.page
    lesson.stop_at("What does `red` paint make?")
    assert page.get_by_text("red is 255").count() == 0
    result = page.locator(".jp-RenderedMarkdown p", has_text="So red is red.")
    assert not result.is_visible()
    box = box_of(lesson, "What does red paint make?")
    box.get_by_role("radio", name="a blue picture").press("Space")
    box.get_by_role("button", name="Commit").press("Enter")
    reason = box.get_by_role("textbox")
    expect(reason).to_be_focused()
    assert box.get_by_text("Blue is the switch.").count() == 0
    page.keyboard.type("It looked so.")
    page.keyboard.press("Shift+Enter")
    expect(reason).not_to_be_focused()
    expect(page.get_by_text("red is 255")).to_be_visible()
    expect(box.get_by_text("Blue is the switch.")).to_be_visible()
    expect(
        page.locator(".jp-OutputArea p", has_text="You said “a blue picture”").last
    ).to_be_visible()
    expect(result).to_be_visible()
    lesson.close()


def test_what_was_skipped_and_committed_outlives_a_crash(open_held, held_course):
    lesson = open_held("00-toy").start()
    lesson.stop_at("How many parts are there?")  # the first was committed above, and is kept
    box_of(lesson, "How many parts").get_by_role("button", name="Skip").press("Enter")
    expect(box_of(lesson, "How many parts").get_by_text("Skipped.")).to_be_visible()
    lesson.start().stop_at("From dark to light?")
    box = box_of(lesson, "From dark to light?")
    box.get_by_role("button", name="Commit").press("Enter")
    expect(box.get_by_text("Committed.")).to_be_visible()
    lesson.close()  # before the evidence has run
    again = open_held("00-toy").start().finish()
    assert box_of(again, "From dark to light?").get_by_role("button", name="Commit").count() == 0
    kept = progress_in(held_course)["predictions"]
    assert (kept["toy/order"]["seen"], kept["toy/parts"]["skipped"]) == (True, True)
    again.close()


def progress_in(course):
    """Return what the course's progress file holds, by its sections."""
    return ProgressFile(course[0] / "progress.json").read()[0]
