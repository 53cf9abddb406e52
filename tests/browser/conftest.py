"""One Chromium, the system's, driven by Playwright, and what a test does and reads in it."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from hplearn.classroom.notebooks import METADATA
from tests.browser.chromium import chromium

HERE = Path(__file__).parent
CENTRE = """image => {
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  return [...paper.getImageData(width / 2, height / 2, 1, 1).data.slice(0, 3)];
}"""


def pytest_collection_modifyitems(items):
    """Mark the tests here."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="module")
def browser():
    """Return the system's Chromium, for the tests of one file.

    Playwright's event loop ends with it: a test that starts a loop could not run beside it.
    """
    with chromium() as browser:
        yield browser


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
def shots(tmp_path_factory):
    """Return the folder for screenshots, among pytest's temporary ones: look at them."""
    return tmp_path_factory.mktemp("browser-shots", numbered=False)


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
