"""One Chromium, the system's, driven by Playwright, and what a test does and reads in it."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from shutil import which

import nbformat
import pytest
from nbformat import v4

from hplearn.classroom.notebooks import METADATA

HERE = Path(__file__).parent
EXPORT_TESTS = "test_export_in_browser.py"
SHOTS = HERE.parents[1] / "browser-shots"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMED = {
    "button",
    "checkbox",
    "combobox",
    "image",
    "listbox",
    "radio",
    "radiogroup",
    "slider",
    "textbox",
}
EXPORT = """
import os, sys, traceback
from pathlib import Path
from hplearn.classroom.export import export
getattr(os, "nice", int)(5)
for path in sys.argv[2:]:
    try:
        export(Path(path), Path(sys.argv[1]))
    except Exception:
        traceback.print_exc()
"""
EXPORT_SECONDS = 300  # for one lesson, on a busy machine
CENTRE = """image => {
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  return [...paper.getImageData(width / 2, height / 2, 1, 1).data.slice(0, 3)];
}"""


def pytest_collection_modifyitems(items):
    """Mark the tests here, and put them last: Playwright's event loop runs until the session ends.

    A test that starts a loop of its own, as nbclient does, could not run beside it.
    """
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.slow)
    items[:] = [item for item in items if item not in ours] + ours


@pytest.fixture(scope="session")
def browser():
    """Return the system's Chromium; skip where it or Playwright is missing, or fail in CI."""
    missing = pytest.fail if os.environ.get("HPLEARN_BROWSER") == "required" else pytest.skip
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        missing('needs Playwright: python -m pip install -e ".[browser]"')
    executable = next(filter(None, map(which, CHROMIUMS)), None)
    if executable is None:
        missing("needs Chromium: apt-get install chromium, or Google Chrome")
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session", autouse=True)
def exported_lessons(browser, request, tmp_path_factory):
    """Return a function that gives a lesson's exported page.

    One process exports those that are asked for, from the first test on: it has the second core.
    """
    tests = [item for item in request.session.items if item.path.name == EXPORT_TESTS]
    asked = [item.callspec.params["path"] for item in tests if hasattr(item, "callspec")]
    folder = tmp_path_factory.mktemp("exported")
    with open(folder / "log", "wb") as log:
        command = [sys.executable, "-c", EXPORT, str(folder), *map(str, asked)]
        process = subprocess.Popen(command, stdout=log, stderr=log)

    def page(lesson):
        path, end = folder / f"{lesson.stem}.html", time.monotonic() + EXPORT_SECONDS
        while process.poll() is None and not path.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert path.exists(), f"there is no page:\n{(folder / 'log').read_text()}"
        return path

    yield page
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def toy(tmp_path_factory):
    """Return a notebook with a control of every kind, made from toy-lesson.md."""
    text = (HERE / "toy-lesson.md").read_text(encoding="utf-8")
    parts = re.split(r"```python\n(.*?)```\n", text, flags=re.DOTALL)
    kinds = (v4.new_markdown_cell, v4.new_code_cell)
    cells = [kinds[i % 2](part.strip()) for i, part in enumerate(parts) if part.strip()]
    path = tmp_path_factory.mktemp("toy") / "00-toy.ipynb"
    nbformat.write(v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


@pytest.fixture(scope="session")
def shots():
    """Return the folder for screenshots, which git ignores: look at them."""
    SHOTS.mkdir(exist_ok=True)
    return SHOTS


@pytest.fixture(scope="session")
def colour():
    """Return a function that gives the colour in the middle of a picture: red, green, blue."""
    return lambda picture: picture.evaluate(CENTRE)


@pytest.fixture(scope="session")
def drag():
    """Return a function that moves a handle by a number of pixels, in steps, as a hand does."""

    def move(page, handle, by):
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + by, y, steps=12)
        page.mouse.up()

    return move


@pytest.fixture(scope="session")
def unnamed():
    """Return a function that lists the roles of what has no name in the accessibility tree.

    It asks the browser's own tree for every control and picture in the places that are selected.
    """

    def look(page, selector):
        devtools = page.context.new_cdp_session(page)
        nodes = []
        for k, place in enumerate(page.locator(selector).all()):
            place.scroll_into_view_if_needed()  # out of sight is out of the tree
            where = {"expression": f"document.querySelectorAll({selector!r})[{k}]"}
            thing = devtools.send("Runtime.evaluate", where)["result"]["objectId"]
            nodes += _to_be_named(page, devtools, thing)
        assert nodes, f"there is no {selector}"
        return [node["role"] for node in nodes if not node.get("name", {}).get("value", "").strip()]

    return look


def _to_be_named(page, devtools, thing):
    """Return the controls and pictures under an element; the tree follows the page late."""
    for _ in range(50):
        found = devtools.send("Accessibility.queryAXTree", {"objectId": thing})["nodes"]
        nodes = [node for node in found if node.get("role", {}).get("value") in NAMED]
        if nodes:
            return nodes
        page.wait_for_timeout(100)
    raise AssertionError("the accessibility tree has no control and no picture here")
