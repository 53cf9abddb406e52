"""Pictures: readable without eyes, equal bytes for equal figures, nothing registered."""

import re
from base64 import b64decode
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from hplearn.lab import PALETTE, figure, show
from hplearn.lab.panels.stage import Stage
from hplearn.lab.pictures import Picture, laid_over, mimebundle, png_bytes, smaller
from hplearn.lab.plots.scales import SHADES
from hplearn.lab.questions.feedback import Feedback
from hplearn.lab.scripts import source
from hplearn.lab.style import CYCLE, QUIET


def drawing():
    fig, ax = figure()
    ax.plot(np.linspace(0, 1, 20) ** 2)
    ax.set_title("title")
    return fig


def pixels(png):
    """Return the colours of a picture, of shape (height, width, 3)."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"), int)


def test_equal_figures_give_equal_bytes_without_date_or_program():
    png, again = png_bytes(drawing()), png_bytes(drawing())
    assert smaller(png) == smaller(again)
    assert Image.open(BytesIO(smaller(png))).info.keys() <= {"transparency"}
    assert b"atplotlib" not in png


def test_the_smaller_picture_shows_the_same_of_the_figures_size_on_white():
    png = png_bytes(drawing())
    small = smaller(png)
    # one part in sixteen: no eye sees it on a thin line
    assert np.abs(pixels(png) - pixels(small)).max() <= 16
    assert pixels(png).shape == (400, 600, 3)
    assert pixels(png)[2, 2].tolist() == [255, 255, 255]


@pytest.mark.parametrize("scale", [1, 0.53, 1.5, 2])
def test_a_picture_laid_over_the_first_of_its_film_shows_itself_alone(scale):
    """Also drawn smaller or larger, where without a margin the first one shines through."""
    first, ours = drawing(), drawing()
    first.axes[0].plot(np.linspace(1, 0, 20), "k")  # a line that the other picture does not have
    ours.axes[0].plot(np.linspace(0, 0.4, 20))
    first, png = png_bytes(first), png_bytes(ours)
    whole = Image.open(BytesIO(laid_over(first, first)))
    over = Image.open(BytesIO(laid_over(png, first)))
    assert (whole.mode, over.mode) == ("RGB", "RGBA")
    assert np.mean(np.asarray(over)[..., 3] == 0) > 0.8  # most of it is the first one's
    size = [round(scale * side) for side in whole.size]
    shown, over = (p.resize(size, Image.Resampling.BILINEAR) for p in (whole, over))
    shown.paste(over, mask=over.getchannel("A"))
    right = Image.open(BytesIO(png)).convert("RGB").resize(size, Image.Resampling.BILINEAR)
    off = np.abs(np.asarray(shown, int) - np.asarray(right, int)).max(axis=2)
    assert np.mean(off > (8 if scale == 1 else 24)) < (1e-9 if scale == 1 else 5e-4)


def test_alternative_text_reaches_html_plain_text_and_metadata():
    data, metadata = mimebundle(b"png", 'a < b & "c"')
    assert 'alt="a &lt; b &amp; &quot;c&quot;"' in data["text/html"]
    assert data["text/plain"] == metadata["image/png"]["alt"] == 'a < b & "c"'
    assert b64decode(data["image/png"]) == b"png"
    assert b64decode(re.search('base64,([^"]*)', data["text/html"])[1]) == b"png"
    assert "<p>" not in data["text/html"]
    assert "<p>a &lt; b" in mimebundle(b"", "a < b", caption=True)[0]["text/html"]


@pytest.mark.parametrize("alt", ["", "two\nlines", None])
def test_show_refuses_a_picture_without_one_line_of_text(alt):
    with pytest.raises(ValueError, match="alt must be one line"):
        show(drawing(), alt=alt)


def test_a_figure_of_no_axes_is_refused():
    with pytest.raises(ValueError, match="n_axes must be at least 1, got 0"):
        figure(0)


def test_on_a_page_a_figure_is_cut_between_axes_side_by_side_and_not_through_one(monkeypatch):
    def n_parts(fig):
        html = Picture.of(fig, "Maps.")._repr_mimebundle_()[0]["text/html"]
        assert html.count('alt="Maps."') == 1
        return html.count("hplearn-part"), html.count("<img")

    assert n_parts(figure(2)[0]) == (0, 1), "in a notebook it stays whole"
    monkeypatch.setenv("HPLEARN_EXPORT", "1")
    assert n_parts(figure(3)[0]) == (4, 3)
    fig, (left, right) = figure(2)
    left.text(1.0, 0.5, "it reaches into the axes to its right", transform=left.transAxes)
    assert n_parts(fig) == (0, 1)
    fig, (_, right) = figure(2)
    right.set_visible(False)
    assert n_parts(fig) == (0, 1)


def test_show_takes_any_figure_and_prints_its_text_without_a_kernel(capsys):
    bare = matplotlib.figure.Figure(figsize=(2, 1))
    show(bare, alt="Nothing yet.")
    assert capsys.readouterr().out == "Nothing yet.\n"
    assert repr(Picture(b"", "x")) == "x"


def test_a_shown_figure_of_pyplot_is_closed_there_or_a_notebook_shows_it_twice(capsys):
    from matplotlib import pyplot

    with matplotlib.rc_context({"backend": "agg"}):
        other, fig = pyplot.figure(), pyplot.figure()
        show(fig, alt="Nothing yet.")
        assert pyplot.get_fignums() == [other.number]
        pyplot.close(other)


def test_no_two_lines_share_colour_and_style():
    pairs = [(entry["color"], str(entry["linestyle"])) for entry in CYCLE]
    assert len(set(pairs)) == len(pairs) == 49
    assert len({style for _, style in pairs[:7]}) == 7, "colour is never the only sign"


def luminance(rgb):
    """Relative luminance, as WCAG 2.2 defines it."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_every_line_and_mark_has_contrast_to_its_paper():
    shades = [*SHADES(np.linspace(0, 1, 9))[:, :3], "0.58"]
    lines = {
        str(color): contrast(np.array(to_rgb(color)), np.ones(3)) for color in [*PALETTE, *shades]
    }
    assert not {color: value for color, value in lines.items() if value < 3}
    words = {
        color: contrast(np.array(to_rgb(color)), np.ones(3))
        for color in (QUIET, "black", "#333333")
    }
    assert not {color: value for color, value in words.items() if value < 4.5}


@pytest.mark.parametrize("widget", [Stage, Feedback])
def test_every_widget_brings_the_dark_look_of_pictures(widget):
    assert widget._css.startswith(source("pictures.css"))


def test_small_ticks_go_only_where_large_ones_suffice():
    fig, (wide, tall, narrow) = figure(3)
    wide.set(xscale="log", xlim=(1, 1000))
    tall.set(yscale="log", ylim=(1, 1000))
    narrow.set(yscale="log", ylim=(2, 8))
    show(fig, alt="Three log axes.")
    assert [len(a.get_minorticklocs()) for a in (wide.xaxis, tall.yaxis)] == [0, 0]
    assert len(narrow.yaxis.get_minorticklocs()) > 0, "else the axis would have no number at all"
