"""From a lesson to its exercise; an answer checked, its points, the next lesson.

The tests run in this order, on one page.
"""

from pathlib import Path

import pytest

from tests.browser.pages import SHOWN, expect

ROOT = Path(__file__).parents[3]
LESSON = ROOT / "lessons/05-gradient-descent.ipynb"
WRONG = ROOT / "hplearn/exercises/mistakes/gradient_descent/plus_sign.py"
RIGHT = ROOT / "tests/right_answers/gradient_descent/list_of_positions.py"


@pytest.fixture(scope="module")
def lesson(open_lesson):
    """Return a lesson that is open and was not run."""
    lesson = open_lesson(LESSON)
    yield lesson
    lesson.close()


def follow(page, path, place=""):
    """Click on the first link to this file and place; JupyterLab puts a query between them."""
    link = page.locator(f"{SHOWN} .jp-MarkdownCell a[href*='{path}']")
    link.and_(page.locator(f"[href$='{place}']") if place else link).first.click()


def new_kernel(page):
    """Wait until a notebook that opens here has its own kernel, of which the status then tells."""
    return page.expect_response(
        lambda answer: "/api/sessions" in answer.url and answer.request.method == "POST"
    )


def cell(page, text):
    """Return the code cell with this text in the notebook that is shown."""
    return page.locator(f"{SHOWN} .jp-CodeCell", has_text=text)


def run(page, code):
    """Run a cell by its keys, and wait until it has run."""
    before = code.locator(".jp-InputPrompt").inner_text()
    code.locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, old]) => /\\d/.test(prompt.textContent) && prompt.textContent !== old",
        arg=[code.locator(".jp-InputPrompt").element_handle(), before],
    )


def answer(page, path):
    """Type the function from this file into the answer's cell, run it, and return the check."""
    source = path.read_text(encoding="utf-8")
    code = cell(page, "def gd(")
    code.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source[source.index("def gd(") :])
    run(page, code)
    check = cell(page, 'check("05.1")')
    run(page, check)
    return check.locator(".jp-OutputArea")


def test_a_lesson_that_was_only_opened_shows_no_output_and_is_not_changed(lesson):
    lesson.wait_for_kernel()
    lesson.settle()
    tab = lesson.page.get_by_role("tab", name=LESSON.name)
    assert "jp-mod-dirty" not in tab.get_attribute("class")
    assert lesson.page.locator(".jp-OutputArea-output").count() == 0


def test_a_section_of_the_article_comes_into_view(lesson):
    page = lesson.page
    follow(page, "docs/article.md", "#31-gradient-descent")
    expect(page.get_by_role("heading", name="3.1 Gradient descent")).to_be_in_viewport()
    page.get_by_role("tab", name=LESSON.name).click()


def test_the_exercise_opens_and_runs(lesson):
    with new_kernel(lesson.page):
        follow(lesson.page, "exercises/05-gradient-descent.ipynb")
    expect(lesson.page.locator(SHOWN).get_by_role("heading", name="Exercise 05")).to_be_visible()
    lesson.wait_for_kernel()
    run(lesson.page, cell(lesson.page, "from hplearn import check"))


@pytest.mark.parametrize(
    ("path", "said"),
    [(WRONG, "0 of 2 points"), (RIGHT, "2 of 2 points")],
    ids=["wrong", "right"],
)
def test_an_answer_is_checked(lesson, shots, path, said):
    report = answer(lesson.page, path)
    expect(report).to_contain_text(said)
    expect(report.get_by_role("columnheader", name="expected")).to_be_visible()
    report.screenshot(path=shots / f"exercise-05-{path.stem}.png")


def test_its_points_are_on_the_course_map_whose_link_leads_on(lesson, open_lesson, shots):
    assert lesson.errors == []
    course_map = open_lesson(ROOT / "lessons/course-map.ipynb").start().finish()
    page = course_map.page
    row = page.get_by_role("row", name="05 · Gradient descent")
    assert row.get_by_role("cell").nth(-2).inner_text() == "2 of 6"
    row.screenshot(path=shots / "progress.png")
    link, exercise = page.locator(".jp-OutputArea p", has_text="Next:").get_by_role("link").all()
    assert exercise.inner_text() == "Exercise 05"
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert course_map.errors == []
    course_map.close()
