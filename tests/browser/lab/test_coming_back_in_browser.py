"""A lesson half done, saved, and met again: in JupyterLab and in Notebook 7 nothing looks lost."""

import os
import re
import socket
import subprocess
import sys
from shutil import copytree

import pytest

from tests.browser.chromium import PATIENCE
from tests.browser.lab.jupyterlab import OWN, TOKEN, Lesson
from tests.browser.pages import expect

SAID, WROTE = (
    "Not so. You said “a blue picture”; it is “a red picture”.",
    "You wrote: It looked so.",
)
VIEW = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def context(browser, held_course):
    """Return a window, closed before its server ends."""
    context = browser.new_context(viewport=VIEW)
    yield context
    context.close()


@pytest.fixture(scope="module")
def half_done(context, held_course):
    """Return the toy, open: a prediction is made, a panel was moved, the file is saved."""
    lesson = Lesson(context, held_course, "00-toy").start()
    lesson.stop_at("What does `red` paint make?")
    box = lesson.page.locator(".hplearn-question", has_text="What does red paint make?")
    box.get_by_role("radio", name="a blue picture").press("Space")
    box.get_by_role("button", name="Commit").press("Enter")
    expect(box.get_by_role("textbox")).to_be_focused()
    lesson.page.keyboard.type("It looked so.")
    lesson.page.keyboard.press("Shift+Enter")
    expect(lesson.page.get_by_text("red is 255")).to_be_visible()
    lesson.panel("red paint").get_by_role("slider").press("ArrowRight")
    expect(lesson.page.locator("p", has_text="So paint mixes.")).to_be_visible()

    def is_saved(answer):
        return answer.request.method == "PUT" and lesson.path in answer.url

    with lesson.page.expect_response(is_saved):  # JupyterLab puts its workspace, too
        lesson.page.keyboard.press("Control+s")
    return lesson


def check_nothing_is_lost(page, shot):
    """Read what was answered, bring the controls back by one button, and land where it stopped."""
    expect(page.get_by_text(SAID, exact=True)).to_be_visible()
    expect(page.get_by_text(WROTE)).to_be_visible()
    assert page.get_by_text("Error displaying widget").count() == 0
    button = page.get_by_role("button", name="Run all cells", exact=True).last
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # JupyterLab draws what comes into view a little later
    page.screenshot(path=shot.with_name(f"{shot.name}-saved.png"))
    button.press("Enter")
    box = page.locator(".hplearn-question", has_text="How many parts are there?")
    expect(box.get_by_role("button", name="Commit")).to_be_in_viewport()
    expect(
        page.locator(".hplearn-panel", has_text="red paint").get_by_role("slider")
    ).to_be_enabled()
    expect(page.locator("p", has_text="So red is red.")).to_be_visible()
    page.screenshot(path=shot.with_name(f"{shot.name}-back.png"))


def test_a_page_that_is_reloaded(half_done, shots):
    half_done.page.reload()
    expect(half_done.page.get_by_text(SAID, exact=True)).to_be_in_viewport()  # it was the last
    half_done.wait_for_kernel()
    check_nothing_is_lost(half_done.page, shots / "reloaded")
    expect(half_done.page.locator("p", has_text="So paint mixes.")).to_be_visible()
    assert half_done.errors == []


def test_a_lesson_that_one_comes_back_to_from_the_map(half_done, held_course):
    """Its tab was there, behind that of the map, and a click on a link there is no act in it."""
    page = half_done.page
    address = page.url.replace("00-toy.ipynb", "course-map.ipynb")
    page.wait_for_timeout(2000)  # JupyterLab remembers its tabs a moment later
    page.goto(address)
    expect(page.get_by_role("link", name="00 · Start here").first).to_be_visible()
    page.get_by_role("tab", name="00-toy.ipynb").click()
    expect(page.get_by_text(SAID, exact=True)).to_be_in_viewport()
    half_done.wait_for_kernel()


@pytest.mark.ci
def test_a_kernel_that_was_restarted(half_done, shots):
    page = half_done.page
    page.reload()
    half_done.wait_for_kernel()
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menu").get_by_text(re.compile("^Restart Kernel(…|[.]{3})$")).click()
    page.get_by_role("dialog").get_by_text("Restart", exact=True).click()
    half_done.wait_for_kernel()
    check_nothing_is_lost(page, shots / "restarted")


@pytest.mark.ci
def test_a_browser_that_was_closed(half_done, browser, held_course, shots):
    """Also another browser, on a day when no kernel runs."""
    half_done.close()
    other = browser.new_context(viewport=VIEW)
    lesson = Lesson(other, held_course, "00-toy")
    lesson.wait_for_kernel()
    check_nothing_is_lost(lesson.page, shots / "another-browser")
    expect(lesson.page.locator("p", has_text="So paint mixes.")).not_to_be_visible()
    lesson.end_kernel()
    other.close()


@pytest.mark.ci
def test_a_lesson_that_is_opened_in_notebook_7(half_done, context, held_course, shots):
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{held_course[1]}/notebooks/00-toy.ipynb?token={TOKEN}")
    check_nothing_is_lost(page, shots / "notebook")
    expect(page.get_by_text("This cell waits for your prediction above")).to_be_visible()


@pytest.fixture
def notebook_7(tmp_path, toy, installed):
    """Return the address of a Notebook 7 that knows nothing of `hplearn lab`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    places = {name: str(tmp_path / name.lower()) for name in OWN}
    folder = copytree(toy.parent, tmp_path / "course")  # answers are written beside the lesson
    options = {"ServerApp.root_dir": folder, "IdentityProvider.token": TOKEN, "port": port}
    words = [f"--{name}={value}" for name, value in options.items()]
    server = subprocess.Popen(
        [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", *words],
        env=os.environ | places | {"PYTHONPATH": str(installed)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(PATIENCE / 1000)


@pytest.mark.ci
def test_predictions_wait_in_notebook_7_by_itself(notebook_7, browser, shots):
    from playwright.sync_api import Error

    page = browser.new_context(viewport=VIEW).new_page()
    page.set_default_timeout(PATIENCE)
    for _ in range(PATIENCE // 500):
        try:
            page.request.get(f"{notebook_7}/api")
            break
        except Error:  # it has not started yet
            page.wait_for_timeout(500)
    with page.expect_websocket(lambda socket: "/channels" in socket.url):  # there is a kernel
        page.goto(f"{notebook_7}/notebooks/00-toy.ipynb?token={TOKEN}")
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.get_by_text("waits for your prediction above: “What does `red`")).to_be_visible()
    assert page.get_by_text("red is 255").count() == 0
    box = page.locator(".hplearn-question", has_text="What does red paint make?")
    expect(box).to_be_in_viewport()
    box.get_by_role("radio", name="a red picture").press("Space")
    box.get_by_role("button", name="Commit").press("Enter")
    expect(box.get_by_text("Committed.")).to_be_visible()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("red is 255")).to_be_visible()
    expect(box.get_by_text("Right. You said “a red picture”.")).to_be_visible()
    page.screenshot(path=shots / "notebook-by-itself.png")
    page.context.close()


@pytest.mark.ci
def test_the_map_shows_before_it_is_run_and_a_cell_out_of_order_names_another(
    context, held_course, shots
):
    lesson = Lesson(context, held_course, "course-map")
    expect(lesson.page.get_by_role("link", name="00 · Start here").first).to_be_visible()
    lesson.close()
    lesson = Lesson(context, held_course, "05-gradient-descent")
    page = lesson.page
    lesson.wait_for_kernel()
    page.locator(".jp-CodeCell .jp-InputPrompt").nth(1).click()
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("“predict” comes from another cell")).to_be_visible()
    names = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert len(set(names)) == len(names) > 20
    cut = "names => names.filter(name => name.scrollWidth > name.clientWidth).length"
    assert page.locator(".jp-DirListing-itemText").evaluate_all(cut) < len(names) / 2
    page.screenshot(path=shots / "out-of-order.png")
    lesson.close()
