"""A page with one figure under a finger, opened from disk as a reader may, and its state."""

from hplearn.lab.page import SCRIPT, STYLE, data_script
from tests.browser.pages import open_page

DATA = {"hill": {}}  # for each figure what a lesson gives it


def open_figure(browser, folder, name, theme="light", width=1000):
    """Return a page with this figure alone."""
    file = folder / f"{name}.html"
    file.write_text(
        f'<!doctype html><html lang="en" data-theme="{theme}"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{STYLE} [data-theme=dark] {{ background: #111; color: #eee; }}</style>"
        f'<main><h1>.</h1><figure data-touch="{name}"><p>A still.</p>{data_script(DATA[name])}'
        f"</figure></main><script>{SCRIPT}</script>",
        encoding="utf-8",
    )
    return open_page(browser, file, width)


def state(page, **changes):
    """Return the figure's state after some changes."""
    return page.evaluate(
        "changes => { const { touch } = document.querySelector('figure'); "
        "touch.set(changes); return touch.get(); }",
        changes,
    )
