"""Progress of the first edition is carried over, and nothing of it is lost."""

import json

import pytest

from hplearn.lab.questions import first_edition
from hplearn.lab.questions.prediction import predict
from hplearn.lab.questions.progress_file import ProgressFile
from hplearn.lab.questions.question_file import questions_in
from hplearn.lab.questions.quiz import quiz

LIMIT = questions_in("gradient-descent", "quiz")["limit"]["question"]
ORDER = questions_in("stochastic-gradient-descent", "prediction")["order"]
OLD = {
    "version": 1,
    "mood": ["curious"],
    "predictions": {
        "04-twice": {"value": "about 180", "right": False, "words": "It seemed so."},
        "04-edge": {"value": "words of long ago", "said": "“words of long ago”"},
        "05-order": {"value": list(ORDER["items"].values())},
        "11-default": {"value": 80},
        "99-x": {"value": 1},
    },
    "quizzes": {
        "04-quiz-1": {"question": LIMIT, "value": "0.5", "right": False},
        "04-quiz-2": {"question": "of long ago", "value": "yes"},
    },
    "checks": {"04-1": {"points": 2, "max_points": 2}, "note": None},
}


@pytest.fixture
def progress(course):
    (course / "progress.json").write_text(json.dumps(OLD))
    return ProgressFile()


def test_numbers_stand_for_the_topics_that_they_stood_for():
    numbered = (
        *("start-here", "why-tune-at-all", "a-network-by-hand", "two-problems-in-one"),
        *("gradient-descent", "stochastic-gradient-descent", "momentum-and-adam"),
        *("ridge-regression", "cross-validation", "grid-search", "search-spaces-and-random-search"),
        *("tuning-a-network", "seeds-noise-and-luck", "searches-that-look", "many-hands"),
        *("seeing-what-mattered", "imperfect-data"),
    )
    assert numbered == first_edition.TOPICS, "keep the old order there when lessons change places"


def test_answers_are_those_of_their_topics(progress):
    twice = predict("gradient-descent/twice")
    assert twice.kind.text(twice.value) == "“about 180”"
    assert (twice.seen, twice.words) == (True, "It seemed so.")
    assert predict("stochastic-gradient-descent/order").value == list(ORDER["items"])
    assert predict("tuning-a-network/default").value == 80
    kind = quiz("gradient-descent").questions["gradient-descent/limit"].kind
    assert kind.text(quiz("gradient-descent").first["gradient-descent/limit"]) == "“0.5”"
    assert progress.get("checks", "gradient-descent/1") == {"points": 2, "max_points": 2}


def test_what_no_longer_fits_is_asked_again_and_kept(progress):
    assert not predict("gradient-descent/edge").done
    assert progress.get("predictions", "gradient-descent/edge")["said"] == "“words of long ago”"
    assert progress.get("quizzes", "gradient-descent/quiz-2")["value"] == "yes"


def test_the_first_that_is_saved_writes_the_new_form_with_all_that_was_there(progress):
    progress.put("explanations", "gradient-descent/flatter", {"words": "…"})
    written = json.loads(progress.path.read_text())
    assert (written["version"], written["mood"]) == (2, ["curious"])
    assert written["predictions"]["99-x"] == {"value": 1}
    assert written["checks"].keys() == {"gradient-descent/1", "note"}
    assert not any(key.startswith("04") for key in written["predictions"])
