"""Record the README's film of lesson 05's hill: ``python -m docs.film.record``.

It drags the figure in Chromium as a reader would, and writes hill.webp and its still, hill.png,
beside this file. What is seen lasts as long as it says here, on any machine.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from docs.film.reel import HEIGHT, WIDTH, Reel
from tests.browser.chromium import chromium
from tests.browser.touch import open_figure

HERE = Path(__file__).parent
MOST = 0.25  # the largest rate


def main():
    """Record the walk at growing rates, then on a hill that turns, and write both files."""
    with TemporaryDirectory() as folder, chromium() as browser:
        page = open_figure(browser, Path(folder), "hill", width=WIDTH)
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.add_style_tag(
            content="h1 { display: none } figure { margin: 0 } body { font: 17px sans-serif }"
        )
        reel = Reel(page, (0, 0))
        raise_the_rate(reel)
        turn_the_hill(reel)
        reel.save(HERE / "hill.webp", HERE / "hill.png")


def raise_the_rate(reel):
    """Drag the dashed line from a rate that is too small over the best one to one that diverges."""
    box = reel.page.locator(".factors").bounding_box()
    left, right = box["x"] + box["width"] * 40 / 344, box["x"] + box["width"] * 328 / 344
    height = box["y"] + box["height"] * 0.6

    def drag_to(rate, seconds=0.08):
        reel.move_to(left + rate / MOST * (right - left), height)
        reel.shoot(seconds)

    reel.caption = "How far can you raise the learning rate?"
    reel.shoot(1.5)
    drag_to(0.05, 0.5)
    reel.page.mouse.down()
    for thousandths in range(55, 181, 5):
        drag_to(thousandths / 1000)
    reel.caption = (
        "Here it arrives soonest: the steps along and across the valley leave equal shares."
    )
    drag_to(0.1818, 3)
    reel.still = reel.pictures[-1]
    reel.caption = "A little further, and it takes longer again."
    for thousandths in range(184, 200, 4):
        drag_to(thousandths / 1000, 0.12)
    reel.caption = "Past 0.20 each step leads further up the other side."
    for thousandths in range(201, 211, 3):
        drag_to(thousandths / 1000, 0.12)
    drag_to(0.212, 2.5)
    reel.caption = "Below it the walk arrives again."
    for thousandths in range(206, 189, -4):
        drag_to(thousandths / 1000, 0.12)
    reel.page.mouse.up()


def turn_the_hill(reel):
    """Turn the hill at a safe rate, by the keys of its slider, and move the start by hand."""
    page = reel.page
    reel.caption = "Turn the hill: another path, and the same limit."
    slider = page.get_by_role("slider", name="turn of the hill")
    reel.go_to(slider)
    for _ in range(9):
        slider.press("ArrowRight")
        reel.shoot(0.15)
    reel.shoot(1)
    reel.go_to(page.get_by_role("slider", name="start of the walk").locator("circle").last)
    page.mouse.down()
    for step in range(1, 16):
        reel.move_to(reel.pointer[0] - 14, reel.pointer[1] + step)
        reel.shoot(0.08)
    page.mouse.up()
    reel.shoot(1.5)


if __name__ == "__main__":
    main()
