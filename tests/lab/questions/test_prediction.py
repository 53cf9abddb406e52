"""Predictions: committed once, kept, explained, and never a wall."""

import json
from math import inf, nan
from pathlib import Path

import IPython
import pytest

from hplearn.lab.questions.guesses import NumberGuess
from hplearn.lab.questions.html import WIDGET_VIEW
from hplearn.lab.questions.prediction import predict
from hplearn.lab.questions.progress_file import ProgressFile

from ..shown import live

NOTES = {"about 350": "That is <half> the `step`.", "about 180": "", "about 90": "As it is."}
WHY = "Twice the step is half the walk."


def toy(options=NOTES, **changes):
    texts = {"answer": "about 90", "why": WHY, "key": "04-twice"} | changes
    return predict("You double the `rate`. How many steps < 350?", options, **texts)


STEPS = {"options": None, "number": NumberGuess("steps"), "answer": 87}
ORDER = {"options": None, "order": ["a", "b", "c"], "answer": ["c", "b", "a"]}


def commit(prediction, value):
    shown = live(prediction)
    shown.entry.fill(value)
    shown.button.click()
    return shown


def kept(key="04-twice"):
    return ProgressFile().get("predictions", key)


@pytest.mark.parametrize(
    ("changes", "written", "said"),
    [({}, None, "Choose an answer first."), (STEPS, "many", "Write one number first")],
)
def test_nothing_is_told_or_written_before_the_learner_commits(course, changes, written, said):
    prediction = toy(**changes)
    shown = live(prediction)
    assert (shown.said.html, shown._words.layout.display) == ("", "none")
    shown.entry.box.value = written
    shown.button.click()
    assert said in shown.said.html
    assert not prediction.committed
    assert not shown.entry.box.disabled
    assert list(course.iterdir()) == []


def test_a_wrong_answer_is_kept_and_its_misconception_named():
    prediction = toy()
    shown = commit(prediction, "about 350")
    assert shown.said.html == (
        "<p><strong>Not so.</strong> You said “about 350”; it is “about 90”. "
        f"That is &lt;half&gt; the <code>step</code>.</p><p>{WHY}</p>"
    )
    assert kept() == {
        "question": "You double the `rate`. How many steps < 350?",
        "value": "about 350",
        "said": "“about 350”",
        "was": "“about 90”",
        "right": False,
    }


def test_a_right_answer_says_so():
    shown = commit(toy(), "about 90")
    assert shown.said.html.startswith("<p><strong>Right.</strong> You said “about 90”. As it is.")
    assert kept()["right"] is True


def test_of_two_answers_the_first_counts_in_this_notebook_and_in_another():
    prediction, other = toy(), toy()
    shown = commit(prediction, "about 350")
    assert shown.entry.box.disabled
    assert shown.button.layout.display == "none"
    with pytest.raises(ValueError, match="once"):
        prediction.commit("about 90")
    commit(other, "about 90")
    assert kept()["value"] == "about 350"


def test_whoever_waits_is_called_once_when_all_is_decided():
    prediction, calls = toy(), []
    prediction.on_commit(lambda told: calls.append((told.committed, told.value, kept()["value"])))
    assert calls == []
    commit(prediction, "about 180")
    assert calls == [(True, "about 180", "about 180")]


@pytest.mark.parametrize(
    ("changes", "value"),
    [({}, "about 350"), (STEPS, 350.0), (ORDER, ["b", "a", "c"])],
    ids=["options", "number", "order"],
)
def test_the_next_run_comes_up_committed(changes, value):
    commit(toy(**changes), value)
    again = toy(**changes)
    assert again.committed
    assert again.value == value
    shown = live(again)
    assert shown.entry.read() == value
    assert "Not so." in shown.said.html
    assert shown.button.layout.display == "none"
    assert shown._words.layout.display is None


FORMER = [
    *(({}, "about 90", value) for value in ("a former option", None, 90, ["about 90"])),
    *((STEPS, 87, value) for value in ("87", None, True, nan, inf)),
    *((ORDER, ["c", "b", "a"], value) for value in (["a"], ["a", "a", "b"], "abc", None, ["a", 1])),
]


@pytest.mark.parametrize(("changes", "answer", "former"), FORMER)
def test_an_answer_that_no_longer_fits_is_asked_again(changes, answer, former):
    ProgressFile().put("predictions", "04-twice", {"value": former, "question": "once"})
    commit(toy(**changes), answer)
    assert kept()["value"] == answer


def test_the_learners_own_words_are_saved_and_shown_again():
    shown = commit(toy(), "about 350")
    shown._words.value = "I had it upside down."
    assert "Saved." in shown._saved.html
    assert kept()["words"] == "I had it upside down."
    assert kept()["value"] == "about 350"
    assert live(toy())._words.value == "I had it upside down."


def test_the_lesson_goes_on_when_nothing_can_be_saved():
    Path("progress.json").mkdir()
    prediction, calls = toy(), []
    prediction.on_commit(calls.append)
    shown = commit(prediction, "about 90")
    assert prediction.committed
    assert calls == [prediction]
    assert "could not be saved" in shown.said.html
    assert WHY in shown.said.html
    shown._words.value = "because"
    assert "could not be saved" in shown._saved.html


@pytest.mark.parametrize(
    ("changes", "held_back", "meant"),
    [({}, 1, lambda box: box.options[1]), (STEPS, "50", lambda box: 50.0)],
    ids=["choice", "number"],
)
def test_a_click_is_told_the_answer_that_the_browser_still_holds_back(changes, held_back, meant):
    shown = live(prediction := toy(**changes))
    assert shown.said.control == shown.entry.box.model_id
    shown.said._handle_custom_msg({"now": held_back}, [])
    shown.button.click()
    assert prediction.value == meant(shown.entry.box)


def test_without_a_kernel_the_question_stands_alone_and_stays_the_same():
    prediction = toy()
    before = prediction._repr_mimebundle_()
    commit(prediction, "about 350")
    assert toy()._repr_mimebundle_() == prediction._repr_mimebundle_() == before
    assert before == {
        "text/plain": "Predict. You double the `rate`. How many steps < 350?\n"
        "- about 350\n- about 180\n- about 90",
        "text/html": "<p><strong>Predict.</strong> You double the <code>rate</code>. How many steps"
        " &lt; 350?</p><ul><li>about 350</li><li>about 180</li><li>about 90</li></ul>",
    }


def test_in_a_kernel_the_widget_goes_along_and_tells_no_answer(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: type("Shell", (), {"kernel": None})())
    prediction = toy()
    assert prediction._repr_mimebundle_().keys() == {"text/plain", "text/html", WIDGET_VIEW}
    sent = json.dumps([part.get_state() for part in live(prediction).box.children], default=str)
    assert WHY not in sent
    assert "half" not in sent


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"options": None}, "one of options, number and order, got 0"),
        ({"number": NumberGuess()}, "one of options, number and order, got 2"),
        ({"answer": "about 91"}, "answer must be one of"),
        ({"options": ["about 90"]}, "2 or more"),
        ({"options": ["about 90", 3]}, "2 or more texts"),
        ({"why": " "}, "why must"),
        ({"key": "twice"}, "key must"),
        ({"options": None, "number": True}, "NumberGuess"),
        (STEPS | {"answer": "90"}, "finite number"),
        (ORDER | {"answer": ["a", "b", "c"]}, "not yet in order"),
        (ORDER | {"answer": ["a", "b", "d"]}, "in the right order"),
        (ORDER | {"order": ["a", "a"], "answer": ["a", "a"]}, "different items"),
    ],
)
def test_an_authors_mistake_is_named(changes, match):
    with pytest.raises(ValueError, match=match):
        toy(**changes)


@pytest.mark.parametrize("tolerance", [{"rel": -0.1}, {"abs": -1}])
def test_a_tolerance_is_not_negative(tolerance):
    with pytest.raises(ValueError, match="must be 0 or more, got -"):
        NumberGuess(**tolerance)
