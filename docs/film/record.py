"""Record the README's film from the running course: ``python -m docs.film.record``.

It starts `hplearn lab`, drives it in Chromium as a learner would, and writes course.webp and its
still, course.png, beside this file. What is seen lasts as long as it says here, on any machine.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from docs.film.reel import HEIGHT, WIDTH, Reel
from tests.browser.chromium import chromium
from tests.browser.lab.jupyterlab import Lesson, served
from tests.browser.pages import SHOWN, expect

HERE = Path(__file__).parent
FRAME = {"width": WIDTH + 88, "height": HEIGHT + 150}  # JupyterLab's own bars stand around
BEST = 13  # presses of the key from 0.05 to 0.19
WALK = """def gd(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)"""


def main():
    """Record the three scenes, and write them."""
    with (
        TemporaryDirectory() as home,
        served(Path(home), HERE.parents[1]) as course,
        chromium() as browser,
    ):
        lesson = Lesson(browser.new_context(viewport=FRAME), course, "05-gradient-descent")
        page = lesson.page
        go_to_the_question(lesson)
        box = page.locator(f"{SHOWN} .jp-WindowedPanel-outer").bounding_box()
        reel = Reel(page, (box["x"], box["y"]))
        predict(reel)
        slide(reel, lesson)
        build(reel, lesson)
        reel.save(HERE / "course.webp", HERE / "course.png")


def go_to_the_question(lesson):
    """Run the lesson down to its third prediction, past the first two."""
    page = lesson.page
    lesson.wait_for_kernel()
    page.keyboard.press("Control+b")  # the list of files closes
    for name in ("way", "twice"):
        run_above(lesson, f'"gradient-descent/{name}"')
        page.keyboard.press("Control+Enter")
        skip = page.get_by_role("button", name="Skip")
        skip.press("Enter")
        expect(skip).to_have_count(0)
    run_above(lesson, '"gradient-descent/again"')
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Commit").wait_for()


def predict(reel):
    """Commit a prediction, say why, and see what is so."""
    page = reel.page
    reel.caption = "Predict: what will happen, and why?"
    question = page.locator(".hplearn-question", has_text="instead of 87")
    to_top(page.locator(f"{SHOWN} p", has_text="What happens if we double it once more?"))
    reel.shoot(2.5)
    reel.click(question.get_by_role("radio", name="about 45"))
    reel.click(question.get_by_role("button", name="Commit"), 0.8)
    for words in ("Twice the step,", " half the", " steps."):
        page.keyboard.type(words)
        reel.shoot(0.4)
    page.keyboard.press("Shift+Enter")
    page.get_by_text("You said “about 45”").last.wait_for()
    page.wait_for_timeout(1000)
    to_top(page.locator(".jp-OutputArea-child", has_text="learning rate 0.19: 76 steps"))
    reel.caption = "Run it, and read where your reason went wrong."
    reel.shoot(4.5)


def slide(reel, lesson):
    """Move a slider from a rate that is too small over the best one to one that diverges."""
    page = reel.page
    run_above(lesson, "def ending(walk, run)")
    page.keyboard.press("Control+Enter")
    panel = page.locator(".hplearn-panel", has_text="learning rate")
    handle = panel.get_by_role("slider")
    expect(handle).to_be_enabled()
    expect(panel.locator(".hplearn-waiting")).to_have_count(0)
    to_top(panel)
    reel.caption = "Slide: at which learning rate do the two curves cross?"
    reel.shoot(1.5)
    reel.go_to(handle)
    handle.focus()
    for stop in range(20):
        page.keyboard.press("ArrowRight")
        expect(panel.locator(".hplearn-waiting")).to_have_count(0)
        page.wait_for_timeout(100)
        x, y = handle.bounding_box()["x"], handle.bounding_box()["y"]
        reel.pointer = (x + 8 - reel.corner[0], y + 8 - reel.corner[1])
        reel.shoot(2 if stop in (BEST, 19) else 0.25)
        if stop == BEST:
            reel.still = reel.pictures[-1]


def build(reel, lesson):
    """Check a wrong answer of the exercise, mend its sign, and check it again."""
    page = reel.page
    page.goto(page.url.replace("/lessons/", "/exercises/"))
    lesson.wait_for_kernel()
    run(cell(page, "import check"))
    answer, check = cell(page, "def gd("), cell(page, 'check("05.1")')
    answer.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(WALK)
    run(answer)
    to_top(answer)
    reel.caption = "Build: your own gradient descent, which marks itself."
    reel.shoot(2)
    reel.click(check.locator(".jp-InputPrompt"), 0.2)
    run(check)
    reel.shoot(3)
    plus = answer.get_by_text("+", exact=True).last
    reel.go_to(plus)
    plus.dblclick()
    page.keyboard.type("-")
    reel.caption = "Its hint says where to look. Mend the sign, and check again."
    reel.go_to(check.get_by_text("case", exact=True))
    reel.shoot(1)
    run(answer)
    run(check)
    reel.shoot(3.5)


def to_top(place):
    """Scroll until a place stands at the upper edge."""
    scroll = "place => { place.style.scrollMargin = '10px'; place.scrollIntoView(); }"
    place.first.evaluate(scroll)
    place.page.wait_for_timeout(300)


def cell(page, text):
    """Return the code cell with this text in the notebook that is shown."""
    return page.locator(f"{SHOWN} .jp-CodeCell", has_text=text)


def run(code):
    """Run a cell by its keys, and give it a second."""
    code.locator(".jp-InputPrompt").click()
    code.page.keyboard.press("Control+Enter")
    code.page.wait_for_timeout(1000)


def run_above(lesson, text):
    """Run the cells above the one with this text, and go to it."""
    page = lesson.page
    prompt = cell(page, text).locator(".jp-InputPrompt")
    prompt.click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Above Selected Cell", exact=True).click()
    page.wait_for_timeout(1000)
    lesson.wait_for_cells()
    prompt.click()


if __name__ == "__main__":
    main()
