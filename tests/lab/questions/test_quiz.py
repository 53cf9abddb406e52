"""Quizzes: feedback on every option, and the first answers counted."""

import pytest

from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.quiz import Question, question, quiz

from ..shown import live

GROWS = {"a smaller rate": "Each step <jumped>.", "more steps": "They go further away."}
LEARNED = {"yes": "No gradient moves `alpha`.", "no": "It is set before the fit."}


def toy(*questions):
    questions = questions or (
        question("The loss grows.", GROWS, answer="a smaller rate"),
        question("Is `alpha` learned?", LEARNED, answer="no"),
    )
    return quiz(*questions, key="04-quiz")


def check(made, number, value):
    """Choose an option, press Check, and return the feedback."""
    item = live(made).items[number]
    item.entry.box.value = value
    item.button.click()
    return item.said.html


def records():
    return ProgressFile().read()[0]["quizzes"]


def test_every_option_has_its_feedback_and_may_be_tried():
    made = toy()
    said = [check(made, 0, option) for option in ("more steps", "a smaller rate")]
    assert said[0] == "<p><strong>Not so.</strong> They go further away.</p>"
    assert said[1] == "<p><strong>Right.</strong> Each step &lt;jumped&gt;.</p>"
    assert "<code>alpha</code>" in check(made, 1, "yes")


def test_only_the_first_answers_count():
    made = toy()
    for value in ("more steps", "a smaller rate"):
        check(made, 0, value)
    for value in ("no", "yes"):
        check(made, 1, value)
    first, second = records().values()
    assert (first["value"], first["right"]) == ("more steps", False)
    assert (second["value"], second["right"]) == ("no", True)
    assert (first["said"], first["was"]) == ("“more steps”", "“a smaller rate”")
    assert made.first == ["more steps", "no"]
    assert made.tally() == made._live._tally.value == "First answers: 1 right of 2."


def test_nothing_is_written_until_an_answer_is_checked(course):
    made = toy()
    assert "Choose an answer first." in check(made, 0, None)
    assert made.first == [None, None]
    assert made.tally() == ""
    assert list(course.iterdir()) == []


def test_the_next_run_shows_the_first_answers():
    check(toy(), 1, "yes")
    again = toy()
    assert again.first == [None, "yes"]
    item = live(again).items[1]
    assert item.entry.box.value == "yes"
    assert "Not so." in item.said.html
    assert not item.entry.box.disabled
    check(again, 1, "no")
    assert records()["04-quiz-2"]["value"] == "yes"


def test_an_answer_to_another_question_is_not_taken_over():
    check(toy(), 1, "yes")
    changed = toy(
        question("The loss grows.", GROWS, answer="a smaller rate"),
        question("Is a weight learned?", {"yes": "By gradients.", "no": "It is."}, answer="yes"),
    )
    assert changed.first == [None, None]
    check(changed, 1, "no")
    assert records()["04-quiz-2"]["value"] == "no"


def test_it_goes_on_when_nothing_can_be_saved(course):
    (course / "progress.json").mkdir()
    made = toy()
    assert "could not be saved" in check(made, 0, "more steps")
    assert made.tally() == "First answers: 0 right of 1."


def test_without_a_kernel_questions_stand_without_answers():
    made = toy()
    before = made._repr_mimebundle_()
    check(made, 0, "more steps")
    assert made._repr_mimebundle_() == before
    assert before["text/plain"] == (
        "1. The loss grows.\n- a smaller rate\n- more steps\n\n2. Is `alpha` learned?\n- yes\n- no"
    )
    for feedback in (*GROWS.values(), *LEARNED.values(), "jumped"):
        assert feedback not in before["text/html"]
    assert "<li>more steps</li>" in before["text/html"]


@pytest.mark.parametrize(
    ("text", "options", "answer", "match"),
    [
        ("", GROWS, "more steps", "text must"),
        ("Why?", {"a": "Because."}, "a", "2 or more"),
        ("Why?", GROWS, "less", "answer must be one of"),
        ("Why?", {"a": "Because.", "b": ""}, "a", "'b' has none"),
        ("Why?", {"a": "Because.", "b": None}, "a", "'b' has none"),
    ],
)
def test_an_authors_mistake_is_named(text, options, answer, match):
    with pytest.raises(ValueError, match=match):
        question(text, options, answer)


def test_a_quiz_needs_questions_and_a_key():
    for questions in ((), ("Why?",)):
        with pytest.raises(ValueError, match="quiz needs questions"):
            quiz(*questions, key="99-quiz")
    asked = question("Why?", GROWS, answer="more steps")
    assert isinstance(asked, Question)
    with pytest.raises(ValueError, match="key must"):
        quiz(asked, key="quiz")
