"""Frames a second while a hand drags on a figure for two seconds, beside those of the page at rest.

hplearn export -o pages lessons/05-*.ipynb
python -m benchmarks.frames pages/*.html        needs Playwright and Chromium

A frame is missed where the next one comes later than 25 ms after it. On a machine that has other
work some are missed at rest, too; the last two columns are the figure's own work on a move.
"""

import os
import sys
from itertools import cycle, pairwise, product
from math import cos, pi, sin
from pathlib import Path
from time import monotonic

from tests.browser.chromium import chromium
from tests.browser.pages import open_page, skip_predictions

WIDTHS = (1300, 390)  # pixels
SECONDS = 2
LATE = 25  # milliseconds
PLACES = [(0.5 + 0.4 * cos(pi * i / 30), 0.5 + 0.4 * sin(pi * i / 20)) for i in range(120)]
WATCH = """() => {
  const seen = window.seen = { frames: [], work: [] };
  const tick = (now) => {
    seen.frames.push(now);
    if (window.seen === seen) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  if (window.began) return;
  addEventListener("pointermove", () => (window.began = performance.now()), true);
  addEventListener("pointermove", () => window.seen.work.push(performance.now() - window.began));
}"""


def drag(page, picture):
    """Drag round on the picture, as fast as the browser takes it."""
    box = picture.bounding_box()
    page.mouse.down()
    ends = monotonic() + SECONDS
    for across, down in cycle(PLACES):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
        if monotonic() > ends:
            break
    page.mouse.up()


def rest(page, picture):
    """Do nothing for as long."""
    page.wait_for_timeout(1000 * SECONDS)


def watched(page, picture, act):
    """Return frames a second, how many were missed, and the milliseconds of each move."""
    picture.scroll_into_view_if_needed()
    picture.hover()
    page.evaluate(WATCH)
    act(page, picture)
    seen = page.evaluate("window.seen")
    gaps = [b - a for a, b in pairwise(seen["frames"])]
    return 1000 * len(gaps) / sum(gaps), sum(gap > LATE for gap in gaps), sorted(seen["work"])


def measure(page, figure):
    """Print a line for each picture of the figure that one drags."""
    name, width = figure.get_attribute("data-touch"), page.viewport_size["width"]
    for k, picture in enumerate(figure.locator("svg.drags").all(), start=1):
        (calm, by_itself, _), (frames, missed, work) = (
            watched(page, picture, act) for act in (rest, drag)
        )
        line = f"{name:10} {width:5} {k:7} {calm:9.1f} {by_itself:6} {frames:9.1f} {missed:6}"
        print(f"{line} {work[len(work) // 2]:9.1f} {work[-1]:6.1f}")


def main(paths):
    """Print a table of the figures on these pages."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("                            at rest            dragged        ms of a move")
    print("figure     width picture  frames/s missed  frames/s missed    median   most")
    with chromium() as browser:
        for path, width in product(paths, WIDTHS):
            page = open_page(browser, Path(path).resolve(), width)
            skip_predictions(page)
            for figure in page.locator("[data-touch]").all():
                measure(page, figure)
            page.context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
