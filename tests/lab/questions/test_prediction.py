"""Predictions: committed once, kept, explained, and never a wall."""

import json
import os
from math import nan
from pathlib import Path
from unittest.mock import Mock

import IPython
import pytest

from hplearn.lab.displayed import WIDGET_VIEW
from hplearn.lab.questions.live import COMMITTED, SKIPPED
from hplearn.lab.questions.prediction import Prediction
from hplearn.lab.questions.progress_file import ProgressFile

from ..shown import NOT_SO, RIGHT, live

ID = "gradient-descent/twice"
WHY = "Twice the step is half the walk."
ASKED = {
    "question": "You double the `rate`. How many steps < 350?",
    "answer": "c",
    "why": WHY,
    "options": {
        "a": ["about 350", "That is <half> the `step`."],
        "b": ["about 180"],
        "c": ["about 90", "As it is."],
    },
}
OTHERWISE = {name: ASKED[name] for name in ("question", "why")}
STEPS = OTHERWISE | {"number": {"unit": "steps"}, "answer": 87}
ORDER = OTHERWISE | {"items": {"a": "one", "b": "two", "c": "three"}, "answer": ["c", "b", "a"]}


def toy(asked=ASKED):
    return Prediction(ID, asked)


def commit(prediction, value):
    shown = live(prediction)
    shown.entry.fill(value)
    shown.button.click()
    return shown


def kept():
    return ProgressFile().get("predictions", ID)


@pytest.mark.parametrize(
    ("asked", "written", "said"),
    [(ASKED, None, "Choose an answer first."), (STEPS, "many", "Write one number first")],
)
def test_nothing_is_told_or_kept_before_the_learner_commits(asked, written, said):
    prediction = toy(asked)
    shown = live(prediction)
    assert (shown.said.html, shown.words.layout.display) == ("", "none")
    shown.entry.box.value = written
    shown.button.click()
    assert said in shown.said.html
    assert (prediction.done, shown.entry.box.disabled, kept()) == (False, False, {})


def test_reason_then_evidence_then_the_answer_and_its_misconception():
    prediction = toy()
    shown = commit(prediction, "a")
    assert (shown.words.layout.display, shown.said.opens) == (None, "")
    assert shown.said.html == f"<p>{COMMITTED}</p>"
    told = {"question": ASKED["question"], "said": "“about 350”", "was": "“about 90”"}
    assert kept() == told | {"value": "a", "right": False}
    assert prediction.evidence_ran()
    assert shown.said.html == (
        f"<p>{NOT_SO} You said “about 350”; it is “about 90”. "
        f"That is &lt;half&gt; the <code>step</code>.</p><p>{WHY}</p>"
    )
    assert (shown.said.opens, kept()["seen"]) == ("after-twice", True)
    assert not prediction.evidence_ran(), "once"


def test_who_commits_after_the_evidence_is_told_at_once_and_whoever_waits_is_called():
    prediction, calls = toy(), []
    prediction.on_change(lambda: calls.append((prediction.value, kept()["value"])))
    assert not prediction.evidence_ran()
    shown = commit(prediction, "c")
    assert shown.said.html.startswith(f"<p>{RIGHT} You said “about 90”. As it is.")
    assert kept()["right"] is True
    assert set(calls) == {("c", "c")}


def test_a_question_may_be_skipped_and_is_then_told():
    prediction = toy()
    shown = live(prediction)
    shown.skip.click()
    assert (prediction.done, prediction.value, kept()) == (True, None, {"skipped": True})
    assert SKIPPED in shown.said.html
    assert shown.words.layout.display == "none"
    prediction.evidence_ran()
    assert shown.said.html.startswith("<p>You skipped this; it is “about 90”.</p>")
    again = toy()
    assert (again.skipped, again.done, again.seen) == (True, True, True)
    assert WHY in live(again).said.html


def test_of_two_answers_the_first_counts_in_this_notebook_and_in_another():
    prediction, other, third = toy(), toy(), toy()
    shown = commit(prediction, "a")
    assert (shown.entry.box.disabled, shown.buttons.layout.display) == (True, "none")
    before = kept()
    with pytest.raises(ValueError, match="once"):
        prediction.commit("c")
    commit(other, "c")
    third.skip()
    assert kept() == before


@pytest.mark.parametrize(
    ("asked", "value"),
    [(ASKED, "a"), (STEPS, 350.0), (ORDER, ["b", "a", "c"])],
    ids=["options", "number", "order"],
)
def test_the_next_run_comes_up_committed(asked, value):
    first = toy(asked)
    commit(first, value)
    assert not toy(asked).seen, "a crash came before the evidence"
    first.evidence_ran()
    again = toy(asked)
    shown = live(again)
    assert (again.done, again.value, shown.entry.read()) == (True, value, value)
    assert "Not so." in shown.said.html
    assert (shown.buttons.layout.display, shown.words.layout.display) == ("none", None)


FORMER = [
    *((ASKED, "c", value) for value in ("z", None, ["c"])),
    *((STEPS, 87, value) for value in ("87", True, nan)),
    *((ORDER, ["c", "b", "a"], value) for value in (["a"], ["a", "a", "b"], ["a", 1])),
]


@pytest.mark.parametrize(("asked", "answer", "former"), FORMER)
def test_an_answer_that_no_longer_fits_is_asked_again(asked, answer, former):
    ProgressFile().put("predictions", ID, {"value": former, "question": "once"})
    commit(toy(asked), answer)
    assert kept()["value"] == answer


def test_the_learners_own_words_are_saved_and_shown_again():
    shown = commit(toy(), "a")
    shown.words.value = "I had it upside down."
    assert "Saved." in shown._saved.html
    assert (kept()["words"], kept()["value"]) == ("I had it upside down.", "a")
    assert live(toy()).words.value == "I had it upside down."


def test_the_lesson_goes_on_when_nothing_can_be_saved():
    Path("progress.json").mkdir()
    prediction, called = toy(), Mock()
    prediction.on_change(called)
    shown = commit(prediction, "c")
    assert prediction.done
    called.assert_called_once_with()
    assert "could not be saved" in shown.said.html
    shown.words.value = "because"
    assert "could not be saved" in shown._saved.html
    prediction.evidence_ran()
    assert WHY in shown.said.html


@pytest.mark.parametrize(
    ("asked", "held_back", "meant"),
    [(ASKED, 1, lambda box: box.options[1][1]), (STEPS, "50", lambda box: 50.0)],
    ids=["choice", "number"],
)
def test_a_click_is_told_the_answer_that_the_browser_still_holds_back(asked, held_back, meant):
    shown = live(prediction := toy(asked))
    assert shown.said.control == shown.entry.box.model_id
    shown.said._handle_custom_msg({"now": held_back}, [])
    shown.button.click()
    assert prediction.value == meant(shown.entry.box)


def test_a_learner_meets_the_options_in_one_order_and_learners_in_several(course):
    def order():
        return tuple(letter for _, letter in live(toy()).entry.box.options)

    orders = set()
    for _ in range(12):
        orders.add(order())
        assert order() in orders, "the same learner, the same order"
        Path("progress.json").unlink()
    assert len(orders) > 1


def test_before_it_is_saved_the_options_stand_in_the_order_of_the_control():
    Path("progress.json").write_text('{"version": 4, "seed": 2}')
    texts = [text for text, _ in live(toy()).entry.box.options]
    html = toy().still()[0]["text/html"]
    assert sorted(texts, key=html.index) == texts == ["about 90", "about 350", "about 180"]


def test_without_a_kernel_the_question_stands_alone_and_stays_the_same(monkeypatch):
    monkeypatch.setenv("HPLEARN_PROGRESS", os.devnull)
    prediction = toy()
    before = prediction._repr_mimebundle_()
    commit(prediction, "a")
    prediction.evidence_ran()
    assert toy()._repr_mimebundle_() == prediction._repr_mimebundle_() == before
    assert before[0] == {
        "text/plain": "Predict. You double the `rate`. How many steps < 350?\n"
        "- about 350\n- about 180\n- about 90",
        "text/html": "<p><strong>Predict.</strong> You double the <code>rate</code>. How many steps"
        " &lt; 350?</p><ul><li>about 350</li><li>about 180</li><li>about 90</li></ul>",
    }


def test_in_a_kernel_the_widget_goes_along_and_tells_no_answer(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", Mock())
    prediction = toy()
    assert prediction._repr_mimebundle_()[0].keys() == {"text/plain", "text/html", WIDGET_VIEW}
    sent = json.dumps([part.get_state() for part in live(prediction).box.children], default=str)
    assert WHY not in sent
    assert "half" not in sent


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        (OTHERWISE, r"one of options, items, number, got \[\]"),
        (ASKED | {"answer": "d"}, "answer must be one of"),
        (ASKED | {"options": {"c": ["about 90"]}}, "2 or more"),
        (ASKED | {"why": " "}, "why of gradient-descent/twice must say something"),
        (STEPS | {"answer": "90"}, "finite number"),
        (ORDER | {"answer": ["a", "b", "c"]}, "not yet in order"),
        (ORDER | {"items": {"a": "x", "b": "x"}, "answer": ["b", "a"]}, "must be different"),
        (STEPS | {"number": {"tolerance": -0.1}}, "tolerance must be 0 or more, got -0.1"),
    ],
)
def test_an_authors_mistake_is_named(asked, match):
    with pytest.raises(ValueError, match=match):
        toy(asked)
