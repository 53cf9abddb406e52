"""A figure that one drags, before a browser sees it: what it takes, and what a page gets."""

import json
import re

import numpy as np
import pytest

from hplearn.lab import draggable, figure


def test_a_page_gets_the_still_and_the_data():
    made = draggable("hill", figure()[0], alt="A < B.", rates=[0.1, 0.2], names={"a": "</script>"})
    html = made.page()
    assert html.startswith('<figure data-touch="hill">')
    assert "<p>A &lt; B.</p>" in html
    (text,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(text) == {"rates": [0.1, 0.2], "names": {"a": "</script>"}}
    assert made.still()[0]["text/plain"] == repr(made) == "A < B."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "mountain"}, "name must be one of hill, .*, got 'mountain'"),
        ({"alt": "two\nlines"}, "alt must be one line"),
        ({"after": "why"}, "after must be a prediction from predict, got 'why'"),
        ({"rates": [np.nan]}, "JSON"),
    ],
)
def test_what_it_does_not_take_is_told(change, told):
    name = change.pop("name", "hill")
    with pytest.raises(ValueError, match=told):
        draggable(name, figure()[0], **{"alt": "A hill."} | change)


def test_an_array_is_no_data():
    with pytest.raises(TypeError, match="ndarray"):
        draggable("hill", figure()[0], alt="A hill.", rates=np.ones(2))


def test_it_waits_for_its_prediction_and_shows_itself_then():
    class Asked:
        done = False

        def on_change(self, callback):
            self.tell = callback

    asked = Asked()
    made = draggable("hill", figure()[0], alt="A hill.", after=asked)
    lock, drawing = made.widget.children
    assert (lock.layout.display, drawing.layout.display) == (None, "none")
    asked.done = True
    asked.tell()
    assert (lock.layout.display, drawing.layout.display) == ("none", None)
