"""Explanations: one's own words are kept, and ours come after them."""

import pytest

from hplearn.lab.questions.explanation import Explanation
from hplearn.lab.questions.live import EMPTY
from hplearn.lab.questions.progress_file import ProgressFile

from ..shown import live

ASKED = {"question": "Why does it crawl?", "ours": "The floor is <flat>."}


def toy():
    return Explanation("gradient-descent/flatter", ASKED)


def test_ours_come_after_the_learners_words_which_are_kept():
    shown = live(toy())
    assert shown.said.html == ""
    shown.entry.fill("It is level there.")
    shown.button.click()
    assert (
        shown.said.html == "<p><strong>Ours.</strong> The floor is &lt;flat&gt;.</p><p>Saved.</p>"
    )
    kept = ProgressFile().get("explanations", "gradient-descent/flatter")
    assert kept == {"words": "It is level there."}
    again = live(toy())
    assert again.entry.read() == "It is level there."
    assert "&lt;flat&gt;" in again.said.html


def test_ours_wait_until_something_is_written():
    shown = live(toy())
    for _ in range(2):
        shown.entry.fill(" ")
        shown.button.click()
        assert shown.said.html == f"<p>{EMPTY}</p>"


def test_without_a_kernel_the_question_stands_alone():
    data, _ = toy()._repr_mimebundle_()
    assert data["text/plain"] == "Now you explain. Why does it crawl?"
    assert "flat" not in data["text/html"]


@pytest.mark.parametrize("lacking", ["question", "ours"])
def test_what_its_file_does_not_say_is_named(lacking):
    asked = {key: text for key, text in ASKED.items() if key != lacking}
    with pytest.raises(ValueError, match=f"{lacking} of a/b must say something, got None"):
        Explanation("a/b", asked)
