"""Every lesson in a real JupyterLab: run, answered, each control of each panel moved, looked at."""

import re
from pathlib import Path

import pytest

from hplearn.lab.questions.question_file import questions_in
from tests.browser.chromium import PATIENCE
from tests.browser.pages import cut_off, expect, expect_text, unnamed
from tests.extras import extra

CI = [pytest.mark.ci]
RUN = {"00": [], "03": CI, "20": CI}  # the others in .ci/full: one code draws all
LESSONS = [
    pytest.param(path, marks=RUN.get(path.name[:2], pytest.mark.full), id=path.stem)
    for path in sorted((Path(__file__).parents[3] / "lessons").glob("[0-9][0-9]-*.ipynb"))
]
THEMES = ("JupyterLab Dark", "JupyterLab Light")  # the second is how a lesson begins
OURS = {
    "include": [[".jp-Notebook .jp-OutputArea-output"], [".jp-Notebook .jp-MarkdownOutput"]],
    "exclude": [[".jp-MarkdownOutput pre"]],  # JupyterLab colours the code in it
}
LAST = "[...document.querySelectorAll('.jp-Cell')].at(-1).getBoundingClientRect().bottom"
OUTER = "document.querySelector('.jp-WindowedPanel-outer')"
SHOWN = """async stage => {  // of one frame, the picture's digest and the line
  const [{ src }, text] = [stage.querySelector("img"), stage.querySelector("p").textContent];
  const bytes = await (await fetch(src)).arrayBuffer();
  return [[...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].join(), text];
}"""


@pytest.fixture(scope="module")
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
        open_ones[path].page.bring_to_front()  # a page behind another is drawn once a second
        return open_ones[path]

    return take


@pytest.fixture(params=LESSONS)
def lesson(request, started):
    """Return a lesson that has run; its kernel ends with the test."""
    lesson = started(request.param)
    yield lesson.finish()
    lesson.close()


def test_every_control_of_every_lesson(lesson, shots):
    answer_every_question(lesson)
    assert unnamed(lesson.page, ".hplearn-panel, .hplearn-touch") == []
    for number, figure in enumerate(lesson.page.locator(".hplearn-touch").all(), start=1):
        figure.screenshot(path=shots / f"{lesson.name}-touch-{number}.png")
    for number, panel in enumerate(lesson.page.locator(".hplearn-panel").all(), start=1):
        panel.scroll_into_view_if_needed()
        panel.screenshot(path=shots / f"{lesson.name}-panel-{number}.png")
        first = look(panel)
        assert cut_off(panel) == []
        for k, handle in enumerate(panel.get_by_role("slider").all(), start=1):
            move_to_the_other_end(panel, handle)
            expect_text(panel, look(panel)[1])
            panel.screenshot(path=shots / f"{lesson.name}-panel-{number}-moved-{k}.png")
        turn_every_option(panel)
        for button in panel.locator(".jupyter-button:not(.widget-play *)").all():  # Reset is last
            button.press("Enter")
            look(panel)
        wait_for(panel, first)
        expect_text(panel, first[1])
    assert lesson.errors == []
    assert {theme: found_by_axe(lesson, theme) for theme in THEMES} == {key: [] for key in THEMES}
    lesson.end_kernel()
    films = lesson.page.locator(".hplearn-panel", has=lesson.page.locator(".widget-play"))
    for film in films.all():
        move_to_the_other_end(film, film.get_by_role("slider").first)


def found_by_axe(lesson, theme):
    """Return what axe finds in the prose and the outputs in this theme, all of it open."""
    page, axe = lesson.page, extra("axe_playwright_python.sync_playwright", "browser").Axe()
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_role("menu").get_by_text("Theme", exact=True).click()
    page.get_by_text(theme, exact=True).click()
    light = str(theme.endswith("Light")).lower()
    page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
    before = page.viewport_size  # axe tells no colour out of sight, or in a body without height
    page.set_viewport_size(before | {"height": page.evaluate(f"{OUTER}.scrollHeight") + 900})
    page.add_style_tag(content="body { height: 100vh; }")
    page.wait_for_function(f"({OUTER}.scrollTop = 0, {LAST} < innerHeight)")
    violations = axe.run(page, context=OURS).response["violations"]
    page.set_viewport_size(before)
    return [(found["id"], [node["html"][:200] for node in found["nodes"]]) for found in violations]


def answer_every_question(lesson):
    """Answer each prediction, which unlocks the panels after it, and each quiz wrong and right."""
    quiz = iter(questions_in(lesson.name[3:], "quiz").values())
    for box in lesson.page.locator(".hplearn-question").all():
        box.scroll_into_view_if_needed()
        radios = box.get_by_role("radio")
        if box.get_by_role("button", name="Show ours").count():
            explain(box)
            continue
        if box.get_by_role("button", name=re.compile("^Check")).count():
            asked = next(quiz)
            texts = {letter: text for letter, (text, _) in asked["options"].items()}
            right = texts.pop(asked["answer"])
            for option, verdict in ((min(texts.values()), "Not so"), (right, "Right")):
                box.get_by_role("radio", name=option, exact=True).press("Space")
                commit(box, verdict)
            continue
        if radios.count():
            radios.first.press("Space")
        elif not box.get_by_role("listbox").count():
            box.get_by_role("textbox").first.fill("1")
        commit(box, "Right|Not so")
    assert list(quiz) == []


def explain(box):
    """Write an explanation, and read the course's."""
    box.get_by_role("textbox").fill("It is so.")
    box.get_by_role("button", name="Show ours").press("Enter")
    expect(box.get_by_text(re.compile(r"^Ours\."))).to_be_visible()


def commit(box, verdict):
    """Press the button of a question and wait until this verdict is there."""
    box.get_by_role("button", name=re.compile("^(Commit|Check)")).press("Enter")
    expect(box.get_by_text(re.compile(rf"^({verdict})\."))).to_be_visible()


def look(panel):
    """Return the picture and the line under it, once both are there."""
    expect(panel.locator(".hplearn-waiting")).to_have_count(0)
    expect(panel.locator(".hplearn-failed")).to_have_count(0)
    return panel.locator(".hplearn-stage").evaluate(SHOWN)


def move_to_the_other_end(panel, handle):
    """Move a handle to its other end by a key: its value, the picture and the text all change."""
    expect(handle).to_be_enabled()
    value, before = handle.get_attribute("aria-valuetext"), look(panel)
    at_end = handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax")
    handle.press("Home" if at_end else "End")
    expect(handle).not_to_have_attribute("aria-valuetext", value)
    expect(panel.locator(".hplearn-stage p")).not_to_have_text(before[1])
    assert look(panel)[0] != before[0]


def turn_every_option(panel):
    """Choose each option: each gives another picture."""
    others = [radio for radio in panel.get_by_role("radio").all() if not radio.is_checked()]
    for option in others:
        before = look(panel)
        option.press("Space")
        wait_for(panel, before, to_go=True)


def wait_for(panel, seen, to_go=False):
    """Wait until the panel shows this picture and line, or until they are gone."""
    for _ in range(PATIENCE // 50):
        if (look(panel) == seen) != to_go:
            return
        panel.page.wait_for_timeout(50)
    raise AssertionError(f"{look(panel)[1]!r} {'stays' if to_go else 'is not'} {seen[1]!r}")
