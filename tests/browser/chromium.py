"""The system's Chromium, driven by Playwright."""

import os
from contextlib import contextmanager
from shutil import which

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE = 120_000  # milliseconds that only a failure takes


@contextmanager
def chromium():
    """Return the browser; skip the test where it or Playwright is missing, or fail in CI."""
    missing = pytest.fail if os.environ.get("HPLEARN_BROWSER") == "required" else pytest.skip
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        missing('needs Playwright: python -m pip install -e ".[browser]"')
    executable = next(filter(None, map(which, NAMES)), None)
    if executable is None:
        missing("needs Chromium: apt-get install chromium, or Google Chrome")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=FLAGS, timeout=PATIENCE
        )
        yield browser
        browser.close()
