"""The class's page in Chromium: it sorts, nothing sticks out on a phone, axe has no complaint."""

import pytest

from hplearn.grading.pages import class_page, student_page
from tests.browser.chromium import chromium
from tests.browser.pages import errors_of
from tests.extras import extra

from .records import a_mark, a_record, mixed_record, not_marked

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOKS = [
    ("light", 1280),
    ("dark", 360),
    *(pytest.param(*look, marks=pytest.mark.ci) for look in (("dark", 1280), ("light", 360))),
]
STICKS_OUT = """() => [...document.querySelectorAll("body *")].filter(one =>
  !one.closest(".box") && one.getBoundingClientRect().right > innerWidth).map(one => one.tagName)"""
LONG = "a-name-that-nobody-could-break-anywhere" * 3
ROSTER = [{"student": "ada", "name": "Zoë"}, {"student": "dan", "name": "Émile"}]


@pytest.fixture(scope="module")
def browser():
    """Return the system's Chromium, for the tests of this file."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Return the paths of a class's page and a student's."""
    many = tuple(a_mark(f"05.{place}", 2 * (place % 2), 2) for place in range(1, 20))
    wrong = a_mark("05.1", 0, 2, verdict="wrong", mistake="walks uphill.", source=LONG)
    records = [
        a_record("ada", *many, late=0.25),
        a_record("bob", wrong, *many[1:]),
        mixed_record(LONG),
        not_marked("eve"),
    ]
    folder = tmp_path_factory.mktemp("marks")
    page = class_page(records, ROSTER, [("gradient-descent", "97%", "ada", LONG)])
    (folder / "class.html").write_text(page, encoding="utf-8")
    (folder / "student.html").write_text(student_page(records[2:3], LONG), encoding="utf-8")
    return folder / "class.html", folder / "student.html"


def opened(browser, path, theme="light", width=1280, **more):
    look = {"color_scheme": theme, "viewport": {"width": width, "height": 900}}
    page = browser.new_context(offline=True, **look, **more).new_page()
    page.errors = errors_of(page)
    page.goto(path.as_uri())
    return page


def first_cells(page):
    return [one.inner_text() for one in page.locator(".glance tbody th").all()]


def test_a_heading_sorts_by_keys_and_says_so(browser, paths):
    page = opened(browser, paths[0])
    before = first_cells(page)
    assert before[:2] == ["Zoë", "Émile"]
    for name, order, first in (
        ("student", "ascending", LONG),
        ("student", "descending", "Zoë"),
        ("points", "ascending", "eve"),
        ("points", "descending", "bob"),
        ("05.1", "ascending", "Zoë"),
        ("05.1", "descending", "eve"),
    ):
        heading = page.locator(".glance").get_by_role("columnheader", name=name, exact=True)
        heading.get_by_role("button").press("Enter")
        assert heading.get_attribute("aria-sort") == order
        assert page.locator("[aria-sort]").count() == 1
        assert first_cells(page)[0] == first, (name, order)
    assert sorted(first_cells(page)) == sorted(before)
    assert page.errors == []


def test_without_scripts_the_page_is_whole(browser, paths):
    page = opened(browser, paths[0], java_script_enabled=False)
    assert len(first_cells(page)) == 5
    assert page.get_by_role("button").count() == 0
    assert not page.get_by_text("Press a heading").is_visible()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_nothing_sticks_out_and_axe_has_no_complaint(browser, paths, theme, width):
    axe = extra("axe_playwright_python.sync_playwright", "browser").Axe()
    for path in paths:
        page = opened(browser, path, theme, width)
        assert page.evaluate(STICKS_OUT) == []
        found = axe.run(page).response["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
        assert page.errors == []


def test_on_a_phone_the_matrix_scrolls_and_the_students_stay(browser, paths):
    page = opened(browser, paths[0], width=360)
    name = page.locator(".glance tbody th").first
    left = name.bounding_box()["x"]
    page.locator(".box").evaluate("box => box.scrollLeft = 200")
    assert page.locator(".box").evaluate("box => box.scrollLeft") == 200
    assert name.bounding_box()["x"] == left


def test_on_paper_the_matrix_is_as_wide_as_the_sheet(browser, paths):
    page = opened(browser, paths[0], "dark", 1032)  # A4 across, without its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
