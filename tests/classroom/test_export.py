"""A lesson as a page: what it carries, what it never loads, and why it cannot be made.

The page itself is driven in a browser in tests/browser.
"""

import json
import re
from base64 import b64decode
from io import BytesIO
from itertools import product
from unittest.mock import Mock, call

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from hplearn.classroom.export import export, page
from hplearn.classroom.notebooks import METADATA
from hplearn.course_files import NotebookError
from hplearn.lab import choice, linear, panel, switch
from hplearn.lab.page import SCRIPT
from hplearn.lab.panels.page import NOTE, panel_page

CELL = """
from hplearn.lab import film, linear

film(lambda ax, red: ax.set_facecolor((red / 2, 0, 0)) or f"red {red}", red=linear(0, 2, 3))
"""


def parsed(html):
    return BeautifulSoup(html, "html.parser")


def words(red, blue, green):
    return f'red {red}, blue {blue}, green {green}: </script> \\u003c & "<b>"'


def draw(ax, red, blue, green):
    ax.set_facecolor((red / 2, green == "full", blue))
    return words(red, blue, green)


def test_each_frame_is_the_picture_and_the_text_of_its_stops():
    controls = {"red": linear(0, 2, 3, value=2), "blue": switch(), "green": choice("none", "full")}
    shown = panel(draw, size=(3, 3), **controls)
    data = json.loads(parsed(panel_page(shown.render, shown.controls, {}, ())).script.string)
    combinations = product(range(3), (False, True), ("none", "full"))
    frames = [Image.open(BytesIO(b64decode(s.partition(",")[2]))) for s, _ in data["frames"]]
    (first,) = [frame for frame in frames if frame.mode == "RGB"]  # the others are laid over it
    stops = zip(frames, data["frames"], combinations, strict=True)
    for frame, (_, text), (red, blue, green) in stops:
        picture = Image.alpha_composite(first.convert("RGBA"), frame.convert("RGBA"))
        expected = [255 * red / 2, 255 * (green == "full"), 255 * blue, 255]
        assert picture.getpixel((150, 150)) == pytest.approx(expected, abs=9)  # of 16
        assert text == words(red, blue, green)
    assert data["stops"] == [["0", "1", "2"], ["off", "on"], ["none", "full"]]


@pytest.mark.parametrize(
    ("n_stops", "n_pictures", "moving"),
    [
        (3, 6, ["range", "select"]),
        (4, 4, ["range"]),
        (7, 1, []),
    ],
)
def test_of_many_stops_the_first_controls_move_and_the_page_says_so(
    monkeypatch, n_stops, n_pictures, moving
):
    monkeypatch.setattr("hplearn.lab.panels.page.MAX_FRAMES", 6)
    shown = panel(lambda ax, a, b: None, size=(2, 2), a=linear(1, n_stops, n_stops), b=switch(True))
    render = Mock(return_value=shown.render())
    named = {"first": {"a": 1}, "off": {"b": False}}
    html = panel_page(render, shown.controls, named, ())
    controls = [tag.get("type", tag.name) for tag in parsed(html)(["input", "select"])]
    assert controls == moving
    assert (NOTE in html) == (not moving)
    assert call(**shown.defaults) in render.call_args_list
    assert render.call_count == n_pictures
    assert ("On this page b stays at on." in html) == (moving == ["range"])
    assert (">off</button>" in html) == ("select" in moving)


def markdown_page(source):
    return page(new_notebook(cells=[new_markdown_cell(source)], metadata=METADATA), "04-name")


def symbols(html):
    """Return what each formula of the page shows, without its layout."""
    formulas = re.findall(r"<math.*?</math>", html, re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", formula) for formula in formulas]


def test_formulas_are_mathml():
    html = markdown_page(
        "In line $\\alpha < 2/10$.\n\n$$\nx_t = \\frac{a}{b}\n$$\n\n"
        "\\begin{align}a &= b \\\\ c &= d\\end{align}\n\n$\\arg\\min_x f$ or "
        "$\\arg\\max_x f$\n\n$$\\begin{aligned}a &= b\\end{aligned}$$\n\n"
        "A price of 3 dollars, `$x$` in code."
    )
    assert symbols(html) == ["α&lt;2/10", "xt=ab", "a=b(1)c=d(2)", "argminxf", "argmaxxf", "a=b"]
    displays = [formula["display"] for formula in parsed(html)("math")]
    assert displays == ["inline", "block", "block", "inline", "inline", "block"]
    assert "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>" in html
    assert "<code>$x$</code>" in html


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("a_b_c", "cannot be read: DoubleSubscriptsError"),
        (r"\nosuch x", r"has \nosuch, which MathML cannot show"),
        (r"a & b", "has &, which MathML cannot show"),
    ],
)
def test_a_formula_that_cannot_be_shown_is_named(latex, words):
    with pytest.raises(NotebookError, match=re.escape(f"The formula {latex} {words}")):
        markdown_page(f"${latex}$")


def test_code_that_is_folded_in_the_lesson_is_closed_in_the_page_and_its_picture_is_not():
    picture = new_output("display_data", {"text/html": "<img alt='Loss falls.'>"})
    folded = {"jupyter": {"source_hidden": True}}
    cells = [new_code_cell("draw()", metadata=folded, outputs=[picture]), new_code_cell("read()")]
    html = parsed(page(new_notebook(cells=cells, metadata=METADATA), "04-name"))
    (closed,) = html("details")
    assert closed.summary.text == "Code of this picture"
    assert "draw()" in closed.text
    assert not closed.has_attr("open")
    assert closed.img is None
    assert html.img["alt"] == "Loss falls."
    assert "read()" in html.text


def test_its_foot_says_the_licence_and_where_to_report_a_mistake():
    foot = parsed(page(new_notebook(), "x")).find("footer")
    assert "CC BY 4.0" in foot.text
    assert foot.find("a", string="Report a mistake")["href"].endswith("/issues/new/choose")


def test_the_title_is_the_lessons():
    assert "<title>04 · Steps &amp; more</title>" in markdown_page("# 04 · Steps & more\n\nText.")
    assert "<title>04-name</title>" in markdown_page("No heading.")


@pytest.mark.slow
def test_a_film_travels_in_the_page_and_the_notebook_stays(tmp_path):
    cells = [new_markdown_cell("# Toy\n\n$x$"), new_code_cell(CELL), new_code_cell("print('<i>')")]
    path, target = tmp_path / "00-toy.ipynb", tmp_path / "new" / "pages"
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), path)
    before = path.read_bytes()
    assert export(path, target) == target / "00-toy.html"
    assert path.read_bytes() == before
    exported = (target / "00-toy.html").read_text(encoding="utf-8")
    scripts = [script.string for script in parsed(exported)("script") if script.string]
    (data,) = [text for text in scripts if text.startswith('{"frames')]
    assert SCRIPT in scripts
    assert [text for _, text in json.loads(data)["frames"]] == ["red 0", "red 1", "red 2"]
    assert "&lt;i&gt;" in exported
