"""One Chromium, the system's, driven by Playwright, and what a test does and reads in it."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from hplearn.classroom.notebooks import METADATA
from tests.browser.chromium import chromium
from tests.browser.touch import open_figure

HERE = Path(__file__).parent


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


@pytest.fixture
def page(request, browser, tmp_path):
    """Return a page with the figure alone that a file of tests names."""
    page = open_figure(browser, tmp_path, request.module.FIGURE)
    yield page
    assert page.errors == []
    page.context.close()


@pytest.fixture(scope="session")
def toy(tmp_path_factory):
    """Return a notebook with a control of every kind, made from toy-lesson.md."""
    text = (HERE / "toy-lesson.md").read_text(encoding="utf-8")
    parts = re.split(r"```python\n(.*?)```\n", text, flags=re.DOTALL)
    kinds = (v4.new_markdown_cell, v4.new_code_cell)
    cells = [kinds[i % 2](part.strip()) for i, part in enumerate(parts) if part.strip()]
    path = tmp_path_factory.mktemp("toy") / "00-toy.ipynb"
    (path.parent / "questions").mkdir()
    (path.parent / "questions" / "toy.toml").write_bytes((HERE / "toy.toml").read_bytes())
    nbformat.write(v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


@pytest.fixture(scope="session")
def shots(tmp_path_factory):
    """Return the folder for screenshots, among pytest's temporary ones: look at them."""
    return tmp_path_factory.mktemp("browser-shots", numbered=False)
