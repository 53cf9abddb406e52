"""Quizzes: feedback on every option, and the first answers counted."""

import pytest

from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.quiz import Quiz, QuizQuestion, quiz
from hplearn.lab.questions.saved import BACK, saved

from ..shown import NOT_SO, RIGHT, live

FIRST, SECOND = "gradient-descent/grows", "gradient-descent/learned"
GROWS = {
    "question": "The loss grows.",
    "answer": "a",
    "options": {
        "a": ["a smaller rate", "Each step <jumped>."],
        "b": ["more steps", "They go further away."],
    },
}
LEARNED = {
    "question": "Is `alpha` learned?",
    "answer": "b",
    "options": {
        "a": ["yes", "No gradient moves `alpha`."],
        "b": ["no", "It is set before the fit."],
    },
}


def toy():
    return Quiz({FIRST: QuizQuestion(FIRST, GROWS), SECOND: QuizQuestion(SECOND, LEARNED)})


def check(made, id, value):
    """Choose an option, press Check, and return the feedback."""
    item = live(made).items[id]
    item.entry.box.value = value
    item.button.click()
    return item.said.html


def records():
    return ProgressFile().read()[0]["quizzes"]


def test_every_option_has_its_feedback_and_may_be_tried():
    made = toy()
    said = [check(made, FIRST, option) for option in ("b", "a")]
    assert said[0] == f"<p>{NOT_SO} They go further away.</p>"
    counts = "<p>Your first answer, “more steps”, counts.</p>"
    assert said[1] == f"<p>{RIGHT} Each step &lt;jumped&gt;.</p>{counts}"
    assert "<code>alpha</code>" in check(made, SECOND, "a")


def test_only_the_first_answers_count():
    made = toy()
    for value in ("b", "a"):
        check(made, FIRST, value)
        check(made, SECOND, value)
    first, second = records()[FIRST], records()[SECOND]
    assert (first["value"], first["right"]) == ("b", False)
    assert (second["value"], second["right"]) == ("b", True)
    assert (first["said"], first["was"]) == ("“more steps”", "“a smaller rate”")
    assert made.first == {FIRST: "b", SECOND: "b"}
    assert made.tally() == made._live._tally.value == "First answers: 1 right of 2."


def test_the_next_run_shows_the_last_answer_and_says_which_one_counts():
    for value in ("b", "a"):
        check(toy(), FIRST, value)
    assert (records()[FIRST]["last"], records()[FIRST]["mended"]) == ("a", True)
    item = live(toy()).items[FIRST]
    assert item.entry.box.value == "a"
    assert RIGHT in item.said.html
    assert "Your first answer, “more steps”, counts." in item.said.html
    check(toy(), FIRST, "b")
    item = live(toy()).items[FIRST]
    assert (item.entry.box.value, records()[FIRST]["mended"]) == ("b", False)
    assert "counts" not in item.said.html


def test_a_saved_quiz_has_each_answer_below_its_question():
    made = toy()
    for id, value in ((SECOND, "b"), (FIRST, "b"), (FIRST, "a")):
        check(made, id, value)
    html = saved(made.still()[0]["text/html"], made.kept, ProgressFile().read()[0])
    told = "You said “more steps”; it is “a smaller rate”. You found it afterwards."
    assert f"</ul><p>{NOT_SO} {told}</p><p><strong>2.</strong>" in html
    assert html.endswith(f"</ul><p>{RIGHT} You said “no”.</p>{BACK}")


def test_the_next_run_shows_the_first_answers():
    check(toy(), SECOND, "a")
    again = toy()
    assert again.first == {SECOND: "a"}
    item = live(again).items[SECOND]
    assert (item.entry.box.value, item.entry.box.disabled) == ("a", False)
    assert "Not so." in item.said.html
    check(again, SECOND, "b")
    assert records()[SECOND]["value"] == "a"


def test_without_a_kernel_questions_stand_without_answers():
    made = toy()
    data, _ = before = made._repr_mimebundle_()
    check(made, FIRST, "b")
    assert made._repr_mimebundle_() == before
    assert data["text/plain"] == (
        "1. The loss grows.\n- a smaller rate\n- more steps\n\n2. Is `alpha` learned?\n- yes\n- no"
    )
    notes = [note for asked in (GROWS, LEARNED) for _, note in asked["options"].values()]
    for feedback in (*notes, "jumped"):
        assert feedback not in data["text/html"]
    assert "<li>more steps</li>" in data["text/html"]


def test_what_there_is_not_is_named():
    with pytest.raises(ValueError, match="'y' has none"):
        QuizQuestion("a/b", GROWS | {"options": {"a": ["x", "Because."], "b": ["y"]}})
    with pytest.raises(ValueError, match="has no quiz on 'start-here'"):
        quiz("start-here")
