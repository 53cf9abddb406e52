"""Question files: every one fits its form, no place or length gives the right option away."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from hplearn.lab.questions.explanation import Explanation
from hplearn.lab.questions.prediction import Prediction, predict
from hplearn.lab.questions.question_file import look_up, questions_in
from hplearn.lab.questions.quiz import QuizQuestion
from hplearn.syllabus import TOPICS

MAKE = {"prediction": Prediction, "quiz": QuizQuestion, "explain": Explanation}
FIELDS = {"prediction": {"why", "grounds", "evidence", "paper"}, "quiz": set(), "explain": {"ours"}}
ANSWERED = {"question", "answer", "options", "items", "number"}


def of_course(kind):
    asked = {topic: questions_in(topic, kind) for topic in TOPICS}
    return [(f"{topic}/{name}", one) for topic in TOPICS for name, one in asked[topic].items()]


def test_each_topic_has_its_file():
    paths = Path(files("hplearn.lab.questions") / "topics").glob("*")
    assert sorted(path.name for path in paths) == sorted(f"{topic}.toml" for topic in TOPICS)


@pytest.mark.parametrize("kind", ["prediction", "quiz", "explain"])
def test_a_question_fits_its_form(kind):
    for id, asked in of_course(kind):
        MAKE[kind](id, asked)
        assert asked.keys() <= ANSWERED | FIELDS[kind], id
        offered = "\n".join(text for text, *_ in asked.get("options", {}).values())
        assert not [told for told in asked.get("evidence", []) if told in offered], id


@pytest.mark.parametrize("topic", TOPICS[1:])
def test_a_quiz_has_four_to_six_questions_and_length_tells_nothing(topic):
    asked = questions_in(topic, "quiz").values()
    assert 4 <= len(asked) <= 6, f"a quiz has four to six questions, that of {topic} {len(asked)}"
    longest = [
        max(one["options"], key=lambda letter: len(one["options"][letter][0])) == one["answer"]
        for one in asked
    ]
    assert not all(longest), "the longest option is always right"


def test_the_right_option_stands_at_each_place_equally_often():
    """Where there is no kernel, options are read in the order of the file."""
    places = Counter(
        (len(asked["options"]), list(asked["options"]).index(asked["answer"]))
        for _, asked in of_course("prediction") + of_course("quiz")
        if "options" in asked
    )
    of_four = [places[4, place] for place in range(4)]
    spread = max(of_four) - min(of_four)
    assert spread <= 4, f"{of_four}: exchange options of a new question"


@pytest.mark.parametrize(
    ("id", "match"),
    [
        ("gradient-descent/banana", "prediction must be one of way, twice.* got 'banana'"),
        ("banana/twice", "has no questions on 'banana'"),
        *((id, 'as in "gradient-descent/twice"') for id in ("04-twice", "a/../b", None)),
    ],
)
def test_what_the_course_does_not_have_is_said(id, match):
    with pytest.raises(ValueError, match=match):
        look_up("prediction", id)


def test_a_lesson_of_ones_own_has_its_questions_in_the_course_folder(course):
    (course / "questions").mkdir()
    own = course / "questions" / "my-trees.toml"
    own.write_text(
        '[prediction.depth]\nquestion = "How deep?"\nanswer = 3\nwhy = "So."\nnumber = {}'
    )
    assert repr(predict("my-trees/depth")) == "Predict. How deep?"
    own.write_text("depth")
    with pytest.raises(ValueError, match=r"my-trees\.toml is not TOML: "):
        predict("my-trees/depth")
