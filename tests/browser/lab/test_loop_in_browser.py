"""Question, commitment, reason, evidence, answer: in JupyterLab as `hplearn lab` starts it."""

import re

import pytest

from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.question_file import questions_in
from hplearn.syllabus import number_of
from tests.browser.lab.jupyterlab import Lesson
from tests.browser.lab.test_links_and_exercises_in_browser import RIGHT, new_kernel
from tests.browser.pages import SHOWN, expect, press_until, tab_to

TOPICS = ("start-here", "gradient-descent", "halving-and-hyperband", "seeing-what-mattered")


@pytest.fixture(scope="module")
def open_held(browser, held_course):
    """Return a function that opens a lesson of the learner's own copy, by its name."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield lambda name: Lesson(context, held_course, name)
    context.close()


@pytest.fixture(scope="module")
def held_toy(open_held):
    """Return the toy lesson, started, for the two tests below: the second goes on in it."""
    return open_held("00-toy").start()


def box_of(lesson, question):
    """Return the box of a question, which is read there without marks for code."""
    return lesson.page.locator(".hplearn-question", has_text=question.replace("`", ""))


def test_nothing_tells_before_the_commit_and_one_key_goes_on_after_it(held_toy):
    page = held_toy.page
    held_toy.stop_at("What does `red` paint make?")
    assert page.get_by_text("red is 255").count() == 0
    result = page.locator(".jp-RenderedMarkdown p", has_text="So red is red.")
    assert not result.is_visible()
    box = box_of(held_toy, "What does red paint make?")
    box.get_by_role("radio", name="a blue picture").press("Space")
    box.get_by_role("button", name="Commit").press("Enter")
    reason = box.get_by_role("textbox")
    expect(reason).to_be_focused()
    assert box.get_by_text("Blue is the switch.").count() == 0
    page.keyboard.type("It looked so.")
    expect(box.get_by_text("Saved.")).to_be_visible()  # who closes the page now has lost nothing
    expect(reason).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(reason).not_to_be_focused()
    expect(page.get_by_text("red is 255")).to_be_visible()
    expect(box.get_by_text("Blue is the switch.")).to_be_visible()
    expect(
        page.locator(".jp-OutputArea p", has_text="You said “a blue picture”").last
    ).to_be_visible()
    expect(result).to_be_visible()


def test_what_was_skipped_and_committed_outlives_a_crash(held_toy, open_held, held_course):
    held_toy.start().stop_at("How many parts are there?")  # the first was committed above
    box_of(held_toy, "How many parts").get_by_role("button", name="Skip").press("Enter")
    expect(box_of(held_toy, "How many parts").get_by_text("Skipped.")).to_be_visible()
    held_toy.start().stop_at("From dark to light?")
    box = box_of(held_toy, "From dark to light?")
    box.get_by_role("button", name="Commit").press("Enter")
    expect(box.get_by_text("Committed.")).to_be_visible()
    held_toy.close()  # before the evidence has run
    again = open_held("00-toy").start().finish()
    assert box_of(again, "From dark to light?").get_by_role("button", name="Commit").count() == 0
    kept = progress_in(held_course)["predictions"]
    assert (kept["toy/order"]["seen"], kept["toy/parts"]["skipped"]) == (True, True)
    again.close()


@pytest.mark.ci
@pytest.mark.parametrize("topic", TOPICS)
def test_a_whole_lesson_by_keys_alone(open_held, held_course, topic):
    """Each prediction holds back what shows its answer; no mouse is used from the first cell on."""
    lesson = open_held(f"{number_of(topic)}-{topic}")
    page, asked, quiz = lesson.page, *(questions_in(topic, kind) for kind in ("prediction", "quiz"))
    lesson.wait_for_kernel()
    page.locator(".jp-Cell").first.locator(".jp-InputPrompt, .jp-MarkdownOutput").first.click()
    n_cells = page.locator(".jp-CodeCell").count()
    assert told_by(page, [text for one in asked.values() for text in one["evidence"]]) == []
    for one in asked.values():
        box = box_of(lesson, one["question"])
        press_on_until(lesson, box.locator("visible=true").count)
        page.keyboard.press("Shift+Enter")  # the cell after it waits
        lesson.stop_at(one["question"])
        assert told_by(page, one["evidence"]) == []
        answer(page, box)
        page.keyboard.press("Shift+Enter")
        lesson.wait_for_cells()
    for one in quiz.values():
        box = box_of(lesson, one["question"])
        press_on_until(lesson, box.locator("visible=true").count)  # all stand below one cell
        answer_quiz(page, box)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")  # after the last one JupyterLab adds one
    press_on_until(lesson, lambda: "[ ]:" not in prompts.all_text_contents()[:n_cells])
    if topic == "gradient-descent":
        answer_exercise(lesson)
    kept = progress_in(held_course)
    seen = {key: one["seen"] for key, one in kept["predictions"].items() if key.startswith(topic)}
    assert seen == {f"{topic}/{name}": True for name in asked}
    assert kept["quizzes"].keys() >= {f"{topic}/{name}" for name in quiz}
    assert lesson.errors == []
    lesson.close()


def progress_in(course):
    """Return what the course's progress file holds, by its sections."""
    return ProgressFile(course[0] / "progress.json").read()[0]


def told_by(page, texts):
    """Return which of these texts are seen on the page."""
    return [text for text in texts if page.get_by_text(text).locator("visible=true").count()]


def press_on_until(lesson, reached):
    """Run cells by Shift+Enter until this holds."""
    press_until(lesson.page, "Shift+Enter", reached, at_most=60, wait=lesson.wait_for_cells)


def press_until_active(page, key, **what):
    """Press this key, which makes another cell the active one, until that has what is asked for."""
    for _ in range(10):
        active = page.locator(f"{SHOWN} .jp-Cell.jp-mod-active")
        if active.filter(**what).count():
            return
        before = active.element_handle()
        page.keyboard.press(key)
        page.wait_for_function("cell => !cell.classList.contains('jp-mod-active')", arg=before)
    raise AssertionError(f"not reached by {key}")


def go_into(page, box):
    """Go up to the cell of this box, and by Tab into it."""
    press_until_active(page, "ArrowUp", has=box)
    tab_to(page, box)


def answer(page, box):
    """Answer a question by keys: the first option, the number 1, or the order as it stands."""
    go_into(page, box)
    if box.get_by_role("radio").count():
        page.keyboard.press("Space")
    elif not box.get_by_role("listbox").count():
        page.keyboard.type("1")
    press_button(page, box.get_by_role("button", name="Commit"))
    expect(box.get_by_text("Committed.")).to_be_visible()
    expect(box.get_by_role("textbox").last).to_be_focused()


def answer_quiz(page, box):
    """Choose the first option of a quiz's question, and read what is said about it."""
    go_into(page, box)
    page.keyboard.press("Space")
    press_button(page, box.get_by_role("button", name=re.compile("^Check")))
    expect(box.get_by_text(re.compile("^(Right|Not so)")).first).to_be_visible()


def press_button(page, button):
    tab_to(page, button)
    page.keyboard.press("Enter")


def answer_exercise(lesson):
    """Go from the lesson's end to its exercise, write the first answer, and check it."""
    page = lesson.page
    page.keyboard.press("Escape")  # out of the cell that JupyterLab added
    page.keyboard.press("ArrowUp")
    link = page.locator(".jp-MarkdownCell").last.get_by_role("link", name="Exercise")
    tab_to(page, link)
    with new_kernel(page):
        page.keyboard.press("Enter")
    shown = page.locator(SHOWN)
    expect(shown.get_by_role("heading", name="Exercise 05")).to_be_visible()
    lesson.wait_for_kernel()
    press_until_active(page, "Shift+Enter", has_text="def gd(")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    source = RIGHT.read_text(encoding="utf-8")
    page.keyboard.insert_text(source[source.index("def gd(") :])
    for _ in ("the answer", "the check"):
        page.keyboard.press("Shift+Enter")
    expect(shown.get_by_text("2 of 2 points").last).to_be_visible()
