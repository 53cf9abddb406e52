"""The course map: run by its keys, its link leads to the lesson that is next."""

from pathlib import Path

from tests.browser.pages import expect

MAP = Path(__file__).parents[3] / "course-map.ipynb"


def test_the_link_to_the_next_lesson_opens_it(open_lesson):
    course_map = open_lesson(MAP).start().finish()
    page = course_map.page
    link = page.locator(".jp-OutputArea p", has_text="Next:").get_by_role("link")
    title = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert course_map.errors == []
    course_map.close()
