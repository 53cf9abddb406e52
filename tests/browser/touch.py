"""A page with one figure under a finger, opened from disk as a reader may, and its state."""

import numpy as np

from hplearn.lab.page import SCRIPT, STYLE, data_script
from hplearn.tuning import rungs
from tests.browser.pages import open_page


def tournament():
    """Return four draws of 40 learning curves that cross, and the ladders of one price."""
    rng, epochs = np.random.default_rng(0), np.arange(1, 28)
    slow, end = np.exp(rng.normal(1, 1, (4, 40, 1))), np.exp(rng.normal(3, 1, (4, 40, 1)))
    wrong = np.minimum(end + 450 * np.exp(-epochs / slow), 480).astype(int)
    settings = []
    for one_in in (2, 3, 4):
        for _, first in rungs(27, 1, 27, one_in):
            ladders = [rungs(n, first, 27, one_in) for n in range(1, 41)]
            ladder = max(one for one in ladders if sum(n * budget for n, budget in one) <= 162)
            means = {"found": 0.02 + 0.001 * first, "best": 0.019 + 0.001 * first, "kept": 0.5}
            settings.append({"one_in": one_in, "rungs": ladder, **means})
    return {"wrong": wrong.tolist(), "n_answers": 500, "settings": settings, "n_draws": 4}


RACE = {
    "racers": {"GD": "first", "Momentum": "third", "Nesterov": "", "Adam": "second"},
    "rates": {"GD": 0.018, "Momentum": 0.01, "Nesterov": 0.005, "Adam": 0.1},
    "surfaces": [
        {"name": "long valley", "curvatures": [1, 100], "turn": 0},
        {"name": "short valley", "curvatures": [1, 10], "turn": 0},
        {"name": "turned valley", "curvatures": [1, 100], "turn": 45},
    ],
    "beta": 0.9,
}
rng = np.random.default_rng(0)
CENTRES = [1 / 6, 1 / 2, 5 / 6]
ROWS = [15, 30, 60, 120]
TOSSES = rng.integers(2, size=(3, 64, ROWS[-1]))  # of 3 searches, each of 64 coins
HEADS = np.stack([TOSSES[..., :n].sum(axis=2) for n in ROWS], axis=1)  # (3, 4, 64)
BEST_OF = np.maximum.accumulate(HEADS / np.reshape(ROWS, (-1, 1)), axis=2)
DATA = {  # for each figure what a lesson gives it
    "hill": {},
    "race": RACE,
    "tournament": tournament(),
    "trials": {
        "plans": {
            "grid": [[[x, y] for x in CENTRES for y in CENTRES]],
            "random": rng.random((30, 9, 2)).round(3).tolist(),
            "halton": rng.random((20, 9, 2)).round(3).tolist(),
        },
        "lowest": rng.random((60, 2)).round(3).tolist(),
    },
    "maximum": {
        "rows": ROWS,
        "luck": (BEST_OF.mean(axis=0) - 0.5).tolist(),
        "right": HEADS.tolist(),
    },
}


TEXTS = """() => [...document.querySelectorAll('svg text')]
  .filter(text => text.checkVisibility({ visibilityProperty: true }))
  .map(text => {
    const picture = text.ownerSVGElement, box = text.getBoundingClientRect();
    const zoom = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    const size = zoom * parseFloat(getComputedStyle(text).fontSize);
    return [text.textContent, size, box.left, box.right, box.top, box.bottom];
  })"""
PRESS = """() => {  // the only button, and what is seen right after
  document.querySelector('figure button').click();
  return document.querySelector('figure').innerHTML;
}"""


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


def swipe(page, picture, *places):
    """Drag on a picture from one place to another, each a share of its width and of its height."""
    box = picture.bounding_box()
    start, end = ((box["x"] + box["width"] * a, box["y"] + box["height"] * b) for a, b in places)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()
